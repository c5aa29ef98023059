export function packable(code: string): string;
