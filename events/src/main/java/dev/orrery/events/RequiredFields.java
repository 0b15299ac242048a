package dev.orrery.events;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what a record on a topic left out although the contract promises it: a component without `@Nullable`.
/// Jackson gives such a component null, and the harm would show far from here.
final class RequiredFields {
    /// Annotations are read from the class file whenever they are asked for, so that is done once.
    private record Field(String name, Method accessor, boolean required) {
        static Field of(RecordComponent component) {
            component.getAccessor().setAccessible(true);
            boolean isRequired = !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            return new Field(component.getName(), component.getAccessor(), isRequired);
        }
    }

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).map(Field::of).toList();
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
        for (var field : FIELDS.get(record.getClass())) {
            var value = valueOf(field, record);
            if (value != null) {
                var missing = missingFrom(value);
                if (missing != null) {
                    return field.name() + "." + missing;
                }
            } else if (field.required()) {
                return field.name();
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

    private static @Nullable Object valueOf(Field field, Record record) {
        try {
            return field.accessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + field.name(), e);
        }
    }
}
