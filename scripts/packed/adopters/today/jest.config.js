module.exports = { testMatch: ['**/*.test.ts'], transform: { '^.+\\.ts$': '@swc/jest' } };
