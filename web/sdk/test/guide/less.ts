/* eslint-disable @typescript-eslint/no-misused-promises -- as apps write it: nothing is to be done with the promise */
// A sample of docs/guide-web-sdk.md, so that its types are checked; guide.test.ts compares the two.
// sample
import { create, EVENT, groups, media } from "@parley-im/chat/core";

const chat = create({ SDKAppID: 1400000001, proxyServer: "wss://chat.example.com" }, [groups, media]);
chat.on(EVENT.SDK_READY, () => chat.joinGroup({ groupID: "fans" }));
// end
// @ts-expect-error -- topics were not chosen
export const missing: unknown = chat.getTopicList;
