/** A point on earth, in degrees. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** Five digits are a metre. */
const DIGITS = 5;

/** As a map says it: `47.3769° N, 8.5417° E`. */
export function coordinatesInWords({ latitude, longitude }: Coordinates): string {
  return `${degrees(latitude)} ${latitude < 0 ? "S" : "N"}, ${degrees(longitude)} ${longitude < 0 ? "W" : "E"}`;
}

function degrees(value: number): string {
  return `${Number(Math.abs(value).toFixed(DIGITS))}°`;
}

/** Where OpenStreetMap shows the point, marked. */
export function mapAddress({ latitude, longitude }: Coordinates): string {
  const [lat, lon] = [latitude.toFixed(DIGITS), longitude.toFixed(DIGITS)];
  return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=16/${lat}/${lon}`;
}

/** Reads `47.3769, 8.5417` or `47.3769° N, 8.5417° E`, as people copy it from maps; `null` for anything else. */
export function parseCoordinates(text: string): Coordinates | null {
  const match = /^\s*([+-]?\d+(?:\.\d+)?)\s*°?\s*([NS])?\s*[,;，\s]\s*([+-]?\d+(?:\.\d+)?)\s*°?\s*([EW])?\s*$/iu.exec(
    text,
  );
  if (!match) return null;
  const latitude = Number(match[1]) * (match[2]?.toUpperCase() === "S" ? -1 : 1);
  const longitude = Number(match[3]) * (match[4]?.toUpperCase() === "W" ? -1 : 1);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}
