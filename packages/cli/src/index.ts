export { CliError, type CliErrorParts } from './cli-error.ts';
export { defineProject, type Project } from './project.ts';
