//! Settings laid over others.

use serde_yaml::Value;

/// Lays a value over another: mappings are merged key by key; any other value, also an empty one, replaces the one below.
/// Recursive: the reader limits the depth of nesting.
pub(super) fn lay_over(below: &mut Value, above: Value) {
    match (below, above) {
        (Value::Mapping(below), Value::Mapping(above)) => {
            for (key, value) in above {
                match below.get_mut(&key) {
                    Some(known) => lay_over(known, value),
                    None => drop(below.insert(key, value)),
                }
            }
        }
        (below, above) => *below = above,
    }
}
