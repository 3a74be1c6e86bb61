/** The currencies that filters offer; the API takes any. */
export const CURRENCIES = ['CNY', 'USD', 'EUR', 'HKD', 'GBP', 'JPY', 'SGD', 'MYR', 'TWD'] as const;
