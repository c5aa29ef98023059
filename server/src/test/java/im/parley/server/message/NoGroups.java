package im.parley.server.message;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.group.Group;
import im.parley.server.fanout.LocalMembers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

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
    public void forget(Collection<Long> audiences) {}

    @Override
    public Set<Long> present(Handle handle, Room room, Collection<Long> tinyIDs) {
        return Set.of();
    }

    @Override
    public long reach(Handle handle, Room room, long sequence) {
        return 0;
    }

    @Override
    public Room open(long tinyID, String groupID) {
        throw ErrorCode.GROUP_NOT_FOUND.because(groupID);
    }

    @Override
    public Room openAny(String groupID) {
        throw ErrorCode.GROUP_NOT_FOUND.because(groupID);
    }

    @Override
    public Optional<String> name(long conversation) {
        return Optional.empty();
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
