package im.parley.server;

import im.parley.server.operation.OperationTable;
import im.parley.server.presence.PresenceService;
import im.parley.server.relation.Follows;
import im.parley.server.relation.RelationService;
import im.parley.server.rest.RestRelations;
import im.parley.server.rest.RestUsers;
import im.parley.server.session.SessionOperations;
import im.parley.server.session.SignIn;
import im.parley.server.session.SignatureGate;
import im.parley.server.users.ProfileOperations;
import im.parley.server.users.UserSearch;

/// Users, who of them are online, and what they are to each other.
final class AppPeople {
    final RelationService relations;
    final PresenceService presence;
    final Follows follows;
    private final AppBasis basis;
    private final SignIn signIn;

    /// @param key the app's secret
    AppPeople(AppBasis basis, AppLog log, String key) {
        this.basis = basis;
        this.relations = new RelationService(
                basis.jdbi,
                basis.accounts,
                basis.profiles,
                basis.settings,
                log.pairs,
                basis.fanout,
                basis.background,
                basis.callbacks,
                basis.clock);
        basis.profiles.onChange(relations::profileChanged);
        this.presence = new PresenceService(
                new PresenceService.Basis(
                        basis.jdbi,
                        basis.bus,
                        basis.sessions,
                        basis.cluster,
                        basis.accounts,
                        basis.settings,
                        basis.fanout,
                        basis.shared.metrics(),
                        basis.background,
                        basis.clock),
                relations);
        this.signIn = new SignIn(
                new SignatureGate(basis.sdkAppID, key, basis.clock),
                basis.accounts,
                basis.settings,
                basis.sessionService,
                basis.fanout,
                log.conversations.firstPages(),
                basis.clock);
        this.follows =
                new Follows(basis.jdbi, basis.accounts, basis.profiles, basis.settings, basis.fanout, basis.clock);
    }

    void addTo(OperationTable.Builder table) {
        new SessionOperations(signIn, basis.sessionService, basis.clock).addTo(table);
        new ProfileOperations(basis.profiles).addTo(table);
        relations.addTo(table);
        presence.addTo(table);
        follows.addTo(table);
        new UserSearch(basis.jdbi, basis.accounts, basis.settings).addTo(table);
    }

    RestRelations ofBackEnds(RestUsers users) {
        return new RestRelations(users, relations.ofBackEnds(), follows, basis.settings);
    }
}
