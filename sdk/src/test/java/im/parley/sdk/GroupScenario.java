package im.parley.sdk;

import static im.parley.sdk.Person.result;

import java.util.List;

/// Three people, of whom Ann makes groups.
abstract class GroupScenario extends Scenario {
    final Person ann = signIn("ann");
    final Person bob = signIn("bob");
    final Person eve = signIn("eve");

    Group group(GroupCreation options) {
        return result(ann.chat.createGroup(options)).group();
    }

    Group groupWithBob(String type) {
        return group(new GroupCreation("Hikers").type(type).members(List.of(bob.userID)));
    }
}
