package im.parley.server.message;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.group.Group;
import im.parley.server.fanout.LocalMembers;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// An app without groups, for what is tested apart from them.
public enum NoGroups implements Rooms, LocalMembers.Source {
    INSTANCE;

    @Override
    public List<Admission> admit(List<Post> posts) {
        return posts.stream()
                .<Admission>map(post -> new Refused(ErrorCode.GROUP_NOT_FOUND.because(post.groupID())))
                .toList();
    }

    @Override
    public void forget(Collection<Long> conversations) {}

    @Override
    public Room open(long tinyID, String groupID) {
        throw ErrorCode.GROUP_NOT_FOUND.because(groupID);
    }

    @Override
    public Map<Long, Group> show(long tinyID, Collection<Long> conversations) {
        return Map.of();
    }

    @Override
    public List<Long> of(long tinyID, Collection<String> types) {
        return List.of();
    }

    @Override
    public List<LocalMembers.Membership> ofUsers(Collection<Long> tinyIDs) {
        return List.of();
    }

    @Override
    public LocalMembers.Snapshot ofGroup(long group, Collection<Long> tinyIDs) {
        throw new AssertionError("nobody is in group " + group);
    }
}
