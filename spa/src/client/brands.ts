/** Suggestions for those who type; anything else is as good. */
const MODELS: Record<string, string[]> = {
  Apple: ['iPhone 11', 'iPhone 12', 'iPhone 13', 'iPhone 14', 'iPhone 15', 'iPhone SE', 'iPhone XR', 'iPad', 'iPad Air', 'iPad Pro'],
  Samsung: ['Galaxy A12', 'Galaxy A32', 'Galaxy A52', 'Galaxy S20', 'Galaxy S21', 'Galaxy S22', 'Galaxy S23', 'Galaxy Note 20', 'Galaxy Tab S7'],
  Xiaomi: ['Redmi 9', 'Redmi Note 8', 'Redmi Note 10', 'Redmi Note 11', 'Redmi Note 12', 'Mi 11', 'POCO X3', 'POCO F3'],
  Huawei: ['P30 Lite', 'P40 Lite', 'P50', 'Nova 9', 'Mate 20', 'Y6p'],
  Honor: ['9X', '10 Lite', '20', '50', '70', 'X8', 'X9'],
  Realme: ['8', '9 Pro', 'C21', 'C25', 'C35', 'GT'],
  OPPO: ['A54', 'A74', 'Reno 5', 'Reno 8'],
  vivo: ['V21', 'Y21', 'Y31', 'Y53s'],
  OnePlus: ['8', '9', '10 Pro', 'Nord 2'],
  Google: ['Pixel 4a', 'Pixel 5', 'Pixel 6', 'Pixel 7', 'Pixel 8'],
  Motorola: ['Moto G30', 'Moto G60', 'Edge 20'],
  Nokia: ['G20', 'G50', 'X20'],
  Tecno: ['Camon 19', 'Pova 3', 'Spark 8'],
  Infinix: ['Hot 11', 'Note 12', 'Zero X'],
  Sony: ['Xperia 5', 'Xperia 10'],
  ASUS: ['Zenfone 8', 'ROG Phone 5'],
  Lenovo: ['Tab M10', 'Tab P11'],
};

export const BRANDS = Object.keys(MODELS);

export function modelsOf(brand: string): string[] {
  const known = BRANDS.find((one) => one.toLowerCase() === brand.trim().toLowerCase());
  return known ? (MODELS[known] ?? []) : [];
}
