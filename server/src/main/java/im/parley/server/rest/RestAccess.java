package im.parley.server.rest;

import im.parley.server.settings.Settings;

/// What calls for an app are checked against.
///
/// @param key the app's secret, which administrators' signatures are made with
/// @param settings say from where and how often they may be made
public record RestAccess(int sdkAppID, String key, Settings settings) {}
