/** The key that client and workers of these benchmarks share. It keeps nothing secret. */
export const payloadKeys = { current: 'bench', keys: { bench: Buffer.alloc(32, 7).toString('base64') } } as const;
