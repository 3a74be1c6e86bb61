import { Link } from 'wouter';

interface Props {
  distributor: { id: string; code: string; name: string };
}

/** A distributor by name and code, which leads to its page. */
export function DistributorLink({ distributor }: Props) {
  return (
    <Link href={`/distributors/${distributor.id}`}>
      {distributor.name} <span className="t-soft">{distributor.code}</span>
    </Link>
  );
}
