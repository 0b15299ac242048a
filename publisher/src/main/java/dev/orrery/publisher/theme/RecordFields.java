package dev.orrery.publisher.theme;

import io.quarkus.qute.CompletedStage;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Results;
import io.quarkus.qute.ValueResolver;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Lets templates read the fields of views, which are records, and nothing else of any object: a template is data, not
/// code.
final class RecordFields implements ValueResolver {
    private static final ClassValue<Map<String, Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getAccessor)
                    .peek(accessor -> accessor.setAccessible(true))
                    .collect(Collectors.toMap(
                            Method::getName, accessor -> accessor, (a, _) -> a, ConcurrentHashMap::new));
        }
    };

    @Override
    public boolean appliesTo(EvalContext context) {
        return context.getBase() instanceof Record record
                && context.getParams().isEmpty()
                && ACCESSORS.get(record.getClass()).containsKey(context.getName());
    }

    @Override
    public CompletionStage<Object> resolve(EvalContext context) {
        var record = context.getBase();
        var accessor = ACCESSORS.get(record.getClass()).get(context.getName());
        if (accessor == null) {
            return Results.notFound(context);
        }
        try {
            return CompletedStage.of(accessor.invoke(record));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("an accessor of %s failed".formatted(record.getClass()), e);
        }
    }
}
