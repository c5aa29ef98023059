import type * as api from "../../api";
import type { Area } from "../area";
import { createMedia } from "../media";
import { createMediaAccess } from "../mediaAccess";
import { toView, toWire } from "../mediaPayload";
import { shape, type Kind } from "../kinds";
import { creation, type Parameters } from "../validate";

/** Whether there is a file in it is looked at when it is sent. */
const FILE_PAYLOAD: Kind = ["{file}", shape({ file: (value) => typeof value === "object" && value !== null })];

const PARAMETERS: Parameters = {
  createImageMessage: creation(FILE_PAYLOAD),
  createAudioMessage: creation(FILE_PAYLOAD),
  createVideoMessage: creation(FILE_PAYLOAD),
  createFileMessage: creation(FILE_PAYLOAD),
};

/** Images, recordings, videos and files: sending them, and the addresses of those that come. */
export const media: Area<api.MediaApi> = {
  parameters: PARAMETERS,
  roles: { access: createMediaAccess, toView, toWire },
  part({ session, access, create, log, platform }) {
    const files = createMedia(session, access, create, log, platform);
    return {
      api: files.creating,
      register: (plugins) => files.register(plugins),
      prepare: (message, signal) => files.upload(message, signal),
      reset: () => files.reset(),
    };
  },
};
