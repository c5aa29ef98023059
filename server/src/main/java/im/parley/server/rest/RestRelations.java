package im.parley.server.rest;

import im.parley.server.relation.BackEndRelations;
import im.parley.server.relation.Follows;
import im.parley.server.settings.Settings;

/// What commands about friends, blacklists and follows use.
public record RestRelations(RestUsers users, BackEndRelations relations, Follows follows, Settings settings) {}
