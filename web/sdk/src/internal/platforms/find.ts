import type { PlatformFinder } from "../../api";
import { browserPlatform } from "./browser";
import { findMiniProgram, miniProgramPlatform } from "./miniProgram";
import { isReactNative, reactNativePlatform } from "./reactNative";

/** Browsers and their workers, mini programs, uni-app and React Native. */
export const findPlatform: PlatformFinder = (Given) => {
  const mini = findMiniProgram();
  if (mini) return miniProgramPlatform(mini, Given);
  return isReactNative() ? reactNativePlatform(Given) : browserPlatform(Given);
};
