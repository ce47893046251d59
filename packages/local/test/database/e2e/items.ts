export const TableName = 'Orders';
export const key = (customer: string, placed = 1) => ({ customer: { S: customer }, placed: { N: String(placed) } });
export const order = (customer: string, placed = 1, more = {}) => ({ ...key(customer, placed), ...more });
