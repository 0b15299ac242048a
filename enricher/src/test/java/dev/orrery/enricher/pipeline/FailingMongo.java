package dev.orrery.enricher.pipeline;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A real database whose collections answer with an exception for as long as the test wants.
final class FailingMongo {
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final MongoDatabase database;

    FailingMongo(MongoDatabase real) {
        this.database = proxy(MongoDatabase.class, (method, arguments) -> {
            var result = invoke(real, method, arguments);
            return result instanceof MongoCollection<?> collection ? failing(collection) : result;
        });
    }

    MongoDatabase database() {
        return database;
    }

    void failWith(RuntimeException e) {
        failure.set(e);
    }

    void recover() {
        failure.set(null);
    }

    private MongoCollection<?> failing(MongoCollection<?> real) {
        return proxy(MongoCollection.class, (method, arguments) -> {
            var e = failure.get();
            if (e != null) {
                throw e;
            }
            return invoke(real, method, arguments);
        });
    }

    private interface Call {
        @Nullable
        Object make(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> call.make(method, arguments)));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
