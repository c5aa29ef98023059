package im.parley.protocol;

/// A request record of the client API. Its [Op] names it on the wire; `R` is the body of a successful response.
///
/// @param <R> the result record
public interface Operation<R> {}
