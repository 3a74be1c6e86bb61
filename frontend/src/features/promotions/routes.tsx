import { GiftOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';
import { WHOLE_BRAND } from '@/lib/roles';

export const routes: readonly ConsoleRoute[] = [
  {
    path: '/promotions',
    load: () => import('./OfferList').then((module) => module.OfferList),
    menu: { label: msg`Offers`, icon: <GiftOutlined />, order: 330 },
    roles: WHOLE_BRAND,
  },
  {
    path: '/promotions/drafts',
    load: () => import('./DraftList').then((module) => module.DraftList),
    roles: WHOLE_BRAND,
  },
  {
    path: '/promotions/discounts',
    load: () => import('./DiscountList').then((module) => module.DiscountList),
    roles: WHOLE_BRAND,
  },
  {
    path: '/promotions/coupons',
    load: () => import('./CouponList').then((module) => module.CouponList),
    roles: WHOLE_BRAND,
  },
];
