/** The version of the API that this SDK offers. Apps read the major number: 3 has friends and groups built in. */
export const VERSION = "3.6.0";
