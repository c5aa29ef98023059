import { Refusal } from "../api/call";
import { ask } from "../api/session";

/** Whom a message goes to. */
export type Receiver = "user" | "group";

/** A message that this tab has sent, with what takes it back. */
export interface Sent {
  readonly to: string;
  readonly receiver: Receiver;
  readonly text: string;
  /** Seconds since 1970. */
  readonly time: number;
  /** Of a message to a user its key, of one to a group its number there. */
  readonly key: string;
}

function random(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

/** Sends a text in the administrator's name. */
export async function sendText(receiver: Receiver, to: string, text: string): Promise<Sent> {
  const MsgBody = [{ MsgType: "TIMTextElem", MsgContent: { Text: text } }];
  if (receiver === "user") {
    const { MsgTime, MsgKey } = await ask<{ readonly MsgTime: number; readonly MsgKey: string }>("openim/sendmsg", {
      To_Account: to,
      MsgRandom: random(),
      MsgBody,
    });
    return { receiver, to, text, time: MsgTime, key: MsgKey };
  }
  const { MsgTime, MsgSeq } = await ask<{ readonly MsgTime: number; readonly MsgSeq: number }>(
    "group_open_http_svc/send_group_msg",
    { GroupId: to, Random: random(), MsgBody },
  );
  return { receiver, to, text, time: MsgTime, key: String(MsgSeq) };
}

/** Takes back what a user wrote to another one. */
export async function recallFromUser(From_Account: string, To_Account: string, MsgKey: string): Promise<void> {
  await ask("openim/admin_msgwithdraw", { From_Account, To_Account, MsgKey });
}

/** Takes a message of a group back, whoever wrote it. */
export async function recallFromGroup(GroupId: string, sequence: number): Promise<void> {
  const { RecallRetList } = await ask<{
    readonly RecallRetList: readonly [{ readonly MsgSeq: number; readonly RetCode: number }];
  }>("group_open_http_svc/group_msg_recall", { GroupId, MsgSeqList: [{ MsgSeq: sequence }] });
  const { RetCode } = RecallRetList[0];
  if (RetCode !== 0) throw new Refusal(RetCode, `MsgSeq ${sequence}`);
}
