import { writeFileSync } from 'node:fs';
import { templateTable } from './support/table.ts';

writeFileSync(new URL('../../../../../docs/templates.md', import.meta.url), templateTable());
