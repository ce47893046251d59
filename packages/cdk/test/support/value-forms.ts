/** One value in every writing that a template alone tells to be the same. */
export function writingsOf(value: unknown): { readonly form: string; readonly value: unknown }[] {
  if (Array.isArray(value))
    return value.length === 0
      ? [{ form: 'itself', value }]
      : writingsOf(value.at(-1)).map(({ form, value: last }) => ({
          form: `its last member as ${form}`,
          value: [...value.slice(0, -1), last],
        }));
  const substitute = placeholderOf(value);
  const text = substitute ?? String(value);
  const variable = substitute === undefined ? text : value;
  return [
    { form: 'itself', value },
    { form: 'Fn::Sub', value: { 'Fn::Sub': text } },
    { form: 'Fn::Sub with a variable', value: { 'Fn::Sub': [`\${Variable}`, { Variable: variable }] } },
    { form: 'Fn::Join of one', value: { 'Fn::Join': ['', [variable]] } },
    { form: 'Fn::Join in Fn::Sub', value: { 'Fn::Sub': [`\${V}`, { V: { 'Fn::Join': [',', [variable]] } }] } },
    { form: 'Fn::Join with AWS::NoValue', value: { 'Fn::Join': ['-', [variable, { Ref: 'AWS::NoValue' }]] } },
    ...(substitute === undefined
      ? [{ form: 'Fn::Join of pieces', value: { 'Fn::Join': ['', [text.slice(0, 1), text.slice(1)]] } }]
      : []),
  ];
}

function placeholderOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('Ref' in value) return `\${${value.Ref}}`;
  if ('Fn::GetAtt' in value) return `\${${[value['Fn::GetAtt']].flat().join('.')}}`;
  return 'Fn::Sub' in value ? String(value['Fn::Sub']) : undefined;
}

/** A property that has no value. */
export const absentValues: readonly { readonly form: string; readonly value: unknown }[] = [
  { form: 'missing', value: undefined },
  { form: 'null', value: null },
  { form: 'AWS::NoValue', value: { Ref: 'AWS::NoValue' } },
];

/** What only the deploy knows, or nothing can: one of every intrinsic function, and what is none. */
export const unreadValues: readonly { readonly form: string; readonly value: unknown }[] = [
  { Ref: 'Parameter' },
  { 'Fn::GetAtt': ['Nested', 'Outputs.Value'] },
  { 'Fn::GetAtt': 'Nested.Outputs.Value' },
  { 'Fn::GetAtt': ['Nested', { Ref: 'Parameter' }] },
  { 'Fn::Sub': `\${Parameter}` },
  { 'Fn::Sub': `\${Nested.Outputs.Value}` },
  { 'Fn::Sub': `x-\${Parameter}` },
  { 'Fn::Sub': [`\${V}`, { V: { 'Fn::ImportValue': 'Export' } }] },
  { 'Fn::Join': ['', [{ Ref: 'Parameter' }]] },
  { 'Fn::Join': ['', ['x', { Ref: 'Parameter' }]] },
  { 'Fn::Join': ['', { Ref: 'ListParameter' }] },
  { 'Fn::Join': ['', [{ 'Fn::If': ['Condition', 'a', 'b'] }]] },
  { 'Fn::If': ['Condition', 'a', 'b'] },
  { 'Fn::If': ['Condition', 'a', { Ref: 'AWS::NoValue' }] },
  { 'Fn::ImportValue': 'Export' },
  { 'Fn::FindInMap': ['Map', 'Top', 'Second'] },
  { 'Fn::Select': [0, ['a', 'b']] },
  { 'Fn::Split': [',', 'a,b'] },
  { 'Fn::Base64': 'a' },
  { 'Fn::Cidr': ['10.0.0.0/8', 2, 8] },
  { 'Fn::GetAZs': '' },
  { 'Fn::Length': ['a'] },
  { 'Fn::ToJsonString': { a: 1 } },
  { 'Fn::Transform': { Name: 'Macro' } },
  { Ref: 'Parameter', 'Fn::Sub': 'a' },
  {},
].map((value) => ({ form: JSON.stringify(value), value }));
