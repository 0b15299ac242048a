package dev.orrery.events;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Finds what a record on a topic left out although the contract promises it: a component without `@Nullable`.
/// Jackson gives such a component null, and the harm would show far from here.
final class RequiredFields {
    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            var components = type.getRecordComponents();
            for (var component : components) {
                component.getAccessor().setAccessible(true);
            }
            return components;
        }
    };

    private RequiredFields() {}

    /// The path of the first missing field, or null if nothing is missing.
    static @Nullable String missingFrom(Object value) {
        return switch (value) {
            case Record record -> missingFrom(record);
            case Collection<?> items -> missingFromItems(items);
            default -> null;
        };
    }

    private static @Nullable String missingFrom(Record record) {
        for (var component : COMPONENTS.get(record.getClass())) {
            var value = valueOf(component, record);
            if (value != null) {
                var missing = missingFrom(value);
                if (missing != null) {
                    return component.getName() + "." + missing;
                }
            } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                return component.getName();
            }
        }
        return null;
    }

    private static @Nullable String missingFromItems(Collection<?> items) {
        for (var item : items) {
            var missing = missingFrom(item);
            if (missing != null) {
                return missing;
            }
        }
        return null;
    }

    private static @Nullable Object valueOf(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
