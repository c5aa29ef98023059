import { isDeepStrictEqual } from "node:util";
import { expect, inject, onTestFinished } from "vitest";
import TencentCloudChat, { type Chat, type ChatError, type ChatEvents } from "../../src/index";
import { device, EVENT, newUserID, until, userSig } from "./person";
import { plain, Recording } from "./recording";
import { rest, setting } from "./rest";

const { TSignaling } = TencentCloudChat;

/** What somebody does, or hears of; `scenarios/README.md` says what each field means. */
interface Step {
  readonly as: string;
  readonly call?: string;
  readonly args?: readonly unknown[];
  readonly save?: string;
  readonly result?: unknown;
  readonly eventually?: unknown;
  readonly fails?: number;
  readonly throws?: string;
  readonly event?: string;
  readonly edit?: string;
  readonly data?: unknown;
  readonly rest?: string;
  readonly body?: unknown;
  readonly unrecorded?: boolean;
}

export interface SharedScenario {
  readonly title: string;
  readonly people: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
}

/** The data of an event, and what it said when it came. */
interface Heard {
  readonly data: unknown;
  readonly said: ReturnType<typeof plain>;
}

interface Someone {
  readonly chat: Chat;
  /** The events that no step has asked for yet, by name. */
  readonly heard: Map<string, Heard[]>;
}

type Values = Map<string, unknown>;

/** Plays a scenario of `scenarios/` against the server of the run. */
export async function play({ people, steps, settings = {} }: SharedScenario): Promise<Recording> {
  const values: Values = new Map([["back_end", inject("backEnd")]]);
  for (const [key, value] of Object.entries(settings)) onTestFinished(await setting(key, filled(value, values)));
  const cast = new Map<string, Someone>();
  const recording = new Recording(new Map(people.map((name) => [newUserID(name), name])));
  for (const [userID, name] of recording.names) {
    values.set(name, userID).set(`${name}_sig`, userSig(userID));
    cast.set(
      name,
      someone((event) => recording.event(name, event)),
    );
  }
  for (const [index, step] of steps.entries()) {
    if (step.rest !== undefined) {
      await rest(step.rest, filled(step.body, values));
      recording.step(`${step.as} ${step.rest}`, null);
      continue;
    }
    const who = cast.get(step.as);
    if (who === undefined) throw new Error(`Nobody is ${step.as}`);
    const title = `step ${index + 1}: ${step.as} ${step.call ?? `hears ${String(step.event)}`}`;
    let given: unknown;
    if (step.event !== undefined) given = await hear(who, step.event, filled(step.data, values), title);
    else if (step.edit !== undefined) Object.assign(filled(step.edit, values) as object, filled(step.data, values));
    else if (step.eventually !== undefined) given = await callUntilFit(who, step, values, title);
    else given = await call(who, step, values, title);
    recording.step(`${step.as} ${step.call ?? step.event ?? "edits"}`, step.unrecorded ? null : plain(given));
  }
  return recording;
}

function someone(hears: (event: string) => void): Someone {
  const { chat } = device();
  const heard = new Map<string, Heard[]>();
  const keep = (name: string): ((event: { data: unknown }) => void) =>
    // `on` ignores a handler without a name
    function record({ data }) {
      hears(name);
      // How many messages an event brings is chance.
      const each = name === "MESSAGE_RECEIVED" ? (data as unknown[]).map((message) => [message]) : [data];
      heard.set(name, [...(heard.get(name) ?? []), ...each.map((it) => ({ data: it, said: plain(it) }))]);
    };
  for (const [key, name] of Object.entries(EVENT)) chat.on(name as keyof ChatEvents, keep(key));
  for (const [key, name] of Object.entries(TSignaling)) {
    if (typeof name === "string") chat.addSignalingListener(name, keep(key));
  }
  return { chat, heard };
}

async function call({ chat }: Someone, step: Step, values: Values, title: string): Promise<unknown> {
  const methods = chat as unknown as Record<string, (this: Chat, ...args: unknown[]) => unknown>;
  const args = filled(step.args ?? [], values) as unknown[];
  if (step.throws !== undefined) {
    expect(() => methods[step.call ?? ""]?.apply(chat, args), title).toThrow(step.throws);
    return { throws: step.throws }; // the Java SDK goes on and says what is wrong
  }
  const outcome = Promise.resolve(methods[step.call ?? ""]?.apply(chat, args));
  if (step.fails !== undefined) {
    const failure = await outcome.catch((error: unknown) => error);
    expect(failure, title).toMatchObject({ code: step.fails });
    const { code, message, data } = failure as ChatError;
    return { fails: { code, message, data } };
  }
  const answer = await outcome;
  const result = isResponse(answer) ? answer.data : answer;
  if (step.save !== undefined) values.set(step.save, result);
  if (step.result !== undefined) {
    const expected = filled(step.result, values);
    if (!fits(result, expected)) expect(result, title).toMatchObject(expected as object);
    expect(fits(result, expected), title).toBe(true);
  }
  return isResponse(answer) ? withBeside(answer) : answer;
}

/** The data of a response, and what a few have beside it, such as the `inviteID`. */
function withBeside({ code: _code, data, ...beside }: { code: unknown; data: unknown }): unknown {
  return Object.keys(beside).length ? { ...(data as object), ...beside } : data;
}

async function callUntilFit({ chat }: Someone, step: Step, values: Values, title: string): Promise<unknown> {
  const methods = chat as unknown as Record<string, (this: Chat, ...args: unknown[]) => Promise<unknown>>;
  const args = filled(step.args, values) as unknown[];
  const expected = filled(step.eventually, values);
  let last: unknown;
  await until(
    async () => {
      const answer = await methods[step.call ?? ""]?.apply(chat, args).catch(() => undefined); // too often, perhaps
      last = (isResponse(answer) ? answer.data : answer) ?? last;
      return last !== undefined && fits(last, expected);
    },
    () => `${title} gives ${JSON.stringify(expected)}, the last was ${JSON.stringify(last)}`,
  );
  if (step.save !== undefined) values.set(step.save, last);
  return last;
}

const isResponse = (answer: unknown): answer is { code: unknown; data: unknown } =>
  typeof answer === "object" && answer !== null && "code" in answer && "data" in answer;

async function hear({ heard }: Someone, event: string, expected: unknown, title: string): Promise<unknown> {
  return until(
    () => {
      const index = (heard.get(event) ?? []).findIndex(({ data }) => fits(data, expected));
      return index >= 0 && { said: heard.get(event)?.splice(0, index + 1)[index]?.said };
    },
    () =>
      `${title} with ${JSON.stringify(expected)} among ${JSON.stringify(heard.get(event)?.map(({ data }) => data))}`,
  ).then(({ said }) => said);
}

/** Whether a value is as expected: objects may have more fields, lists not more elements. */
function fits(actual: unknown, expected: unknown): boolean {
  if (expected === undefined) return true;
  if (Array.isArray(expected)) {
    return Array.isArray(actual) && actual.length === expected.length && expected.every((it, i) => fits(actual[i], it));
  }
  if (typeof expected === "object" && expected !== null) {
    if (typeof actual !== "object" || actual === null) return false;
    return Object.entries(expected).every(([key, value]) => fits((actual as Record<string, unknown>)[key], value));
  }
  return isDeepStrictEqual(actual ?? null, expected);
}

/** With `{name}` and `{name.field}` replaced by what they stand for, and files made of their bytes. */
function filled(template: unknown, values: Values): unknown {
  if (typeof template === "string") {
    const whole = /^\{([\w.]+)\}$/.exec(template)?.[1];
    if (whole !== undefined && isKnown(whole, values)) return lookUp(whole, values);
    return template.replace(/\{([\w.]+)\}/g, (text, path: string) =>
      isKnown(path, values) ? String(lookUp(path, values)) : text,
    );
  }
  if (Array.isArray(template)) return template.map((it) => filled(it, values));
  if (isFile(template)) return new File([Buffer.from(template.base64, "base64")], template.name);
  if (typeof template === "object" && template !== null) {
    return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, filled(value, values)]));
  }
  return template;
}

const isFile = (template: unknown): template is { name: string; base64: string } =>
  typeof template === "object" && template !== null && "base64" in template;

const isKnown = (path: string, values: Values): boolean => values.has(path.split(".")[0] ?? "");

const lookUp = (path: string, values: Values): unknown =>
  path
    .split(".")
    .reduce<unknown>((from, key, i) => (i === 0 ? values.get(key) : (from as Record<string, unknown>)[key]), undefined);
