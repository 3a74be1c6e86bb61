import type { ReactNode } from 'react';

/** Icons of the navigation, drawn on one grid of 24. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const HomeIcon = () => (
  <Icon>
    <path d="M4 11 12 4l8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z" />
  </Icon>
);

export const OrdersIcon = () => (
  <Icon>
    <path d="M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8" />
  </Icon>
);

export const StatementsIcon = () => (
  <Icon>
    <path d="M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7" />
  </Icon>
);

export const PayIcon = () => (
  <Icon>
    <path d="M3 7h18v11H3zM3 11h18M7 15h3" />
  </Icon>
);

export const EarningsIcon = () => (
  <Icon>
    <path d="M4 19h16M6 15l4-5 4 3 5-7M15 6h4v4" />
  </Icon>
);

export const NetworkIcon = () => (
  <Icon>
    <path d="M9 4h6v5H9zM3 15h6v5H3zM15 15h6v5h-6zM12 9v3M6 15v-3h12v3" />
  </Icon>
);

export const MeIcon = () => (
  <Icon>
    <circle cx="12" cy="8" r="4" />
    <path d="M4 20c1-4 4.500-5.500 8-5.500S19 16 20 20" />
  </Icon>
);
