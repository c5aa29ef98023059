package im.parley.server.rest;

import im.parley.server.statistics.Statistics;

/// What commands about the running of the app use.
///
/// @param sdkAppID whose
public record RestOperations(int sdkAppID, Statistics statistics) {}
