import type { CreateGroupOptions, CreateMessageOptions, Group, Message, SendMessageOptions } from "../../src/index";
import { EVENT, TYPES, until, type Person } from "./person";

/** A group of the owner's, with these others, whom it has reached. */
export async function groupOf(
  owner: Person,
  others: readonly Person[] = [],
  options: Partial<CreateGroupOptions> = {},
): Promise<Group> {
  const memberList = others.map(({ userID }) => ({ userID }));
  const { data } = await owner.chat.createGroup({ name: "friends", memberList, ...options });
  const { groupID } = data.group;
  for (const it of others) {
    await it.event(EVENT.GROUP_LIST_UPDATED, (list) => list.some((group) => group.groupID === groupID));
  }
  return data.group;
}

export const conversationOf = ({ groupID }: Group): string => `GROUP${groupID}`;

/** A text to a group, not sent. */
export const groupText = (
  who: Person,
  { groupID }: Group,
  text: string,
  options: Partial<CreateMessageOptions<unknown>> = {},
): Message =>
  who.chat.createTextMessage({ ...options, to: groupID, conversationType: TYPES.CONV_GROUP, payload: { text } });

/** Sends a text to a group and waits until it is stored. */
export async function say(
  who: Person,
  group: Group,
  text: string,
  options: Partial<CreateMessageOptions<unknown>> & SendMessageOptions = {},
): Promise<Message> {
  return (await who.chat.sendMessage(groupText(who, group, text, options), options)).data.message;
}

/** Everything received in a group so far, in order: texts as they are, tips by their operation. */
export const heard = (who: Person, group: Group): (string | number)[] =>
  who
    .of(EVENT.MESSAGE_RECEIVED)
    .flat()
    .filter(({ conversationID }) => conversationID === conversationOf(group))
    .map(({ payload }) => payload.text ?? (payload["operationType"] as number));

/** The group as `getGroupList` has it. */
export async function listed(who: Person, { groupID }: Group): Promise<Group | undefined> {
  return (await who.chat.getGroupList()).data.groupList.find((it) => it.groupID === groupID);
}

/** What the system has told somebody, of one kind: tips in groups, or notices. */
export const told = (who: Person, type: string, operationType: number): Message[] =>
  who
    .of(EVENT.MESSAGE_RECEIVED)
    .flat()
    .filter((message) => message.type === type && message.payload["operationType"] === operationType);

/** Waits for a notice of a kind. */
export const notice = (who: Person, operationType: number): Promise<Message> =>
  until(
    () => told(who, TYPES.MSG_GRP_SYS_NOTICE, operationType)[0],
    `a notice of kind ${operationType} at ${who.userID}`,
  );

/** Waits for a tip of a kind. */
export const tip = (who: Person, operationType: number): Promise<Message> =>
  until(() => told(who, TYPES.MSG_GRP_TIP, operationType)[0], `a tip of kind ${operationType} at ${who.userID}`);
