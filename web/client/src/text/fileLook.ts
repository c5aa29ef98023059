/** What a file's tile looks like: its colour says what kind of file it is, its label how the name ends. */
export interface FileLook {
  /** Number of a colour, see `--face-…` in styles/tokens.css. */
  readonly colour: number;
  /** At most four characters; '' for a name without an ending. */
  readonly label: string;
}

const colours: readonly (readonly [colour: number, endings: string])[] = [
  [7, "pdf epub"],
  [2, "doc docx odt rtf txt md pages"],
  [3, "xls xlsx ods csv numbers"],
  [4, "ppt pptx odp key zip gz xz 7z rar tar bz2 zst"],
  [1, "mp3 wav ogg flac m4a aac opus mid"],
  [5, "jpg jpeg png gif webp bmp svg heic avif tiff psd mp4 mov webm mkv avi"],
  [6, "js ts java py c h cpp rs go html css json xml yml yaml sh sql"],
];
const colourOf = new Map(colours.flatMap(([colour, endings]) => endings.split(" ").map((name) => [name, colour])));

export function fileLook(name: string): FileLook {
  const ending = /[^.]\.([\p{L}\p{N}]{1,8})$/u.exec(name)?.[1] ?? "";
  return { colour: colourOf.get(ending.toLowerCase()) ?? 0, label: ending.slice(0, 4).toUpperCase() };
}
