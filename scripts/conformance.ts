import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderConformance } from '../packages/local/test/conformance/render.ts';
import { sections } from '../packages/local/test/conformance/sections.ts';

// Writes docs/conformance.md from the rules and the tests they name; a test fails while the two differ.

writeFileSync(fileURLToPath(new URL('../docs/conformance.md', import.meta.url)), renderConformance(sections));
