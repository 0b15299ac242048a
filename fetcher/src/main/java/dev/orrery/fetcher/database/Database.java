package dev.orrery.fetcher.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.bytecode.internal.none.BytecodeProviderImpl;
import org.hibernate.bytecode.spi.BytecodeProvider;
import org.hibernate.cfg.AvailableSettings;

/// An open database: migrated, pooled, with Hibernate on top. Transactions are plain JDBC ones.
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AgroalDataSource pool;
    private final SessionFactory sessions;

    private Database(AgroalDataSource pool, SessionFactory sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    /// @param entities every class that is a table
    /// @throws RuntimeException if the database does not answer or cannot be migrated; nothing is left open
    public static Database open(DatabaseSettings settings, List<Class<?>> entities) {
        var pool = pool(settings);
        try {
            migrate(pool);
            return new Database(pool, sessions(pool, entities));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    public SessionFactory sessions() {
        return sessions;
    }

    @Override
    public void close() {
        sessions.close();
        pool.close();
    }

    private static AgroalDataSource pool(DatabaseSettings settings) {
        var driver = settings.isH2() ? "org.h2.Driver" : "org.postgresql.Driver";
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(CONNECTIONS)
                        .acquisitionTimeout(PATIENCE)
                        // A PostgreSQL that was restarted leaves dead connections behind.
                        .connectionValidator(ConnectionValidator.defaultValidator())
                        .idleValidationTimeout(Duration.ofSeconds(5))
                        .connectionFactoryConfiguration(connections -> {
                            connections.connectionProviderClassName(driver).jdbcUrl(settings.effectiveUrl());
                            if (!settings.isH2()) {
                                // A document's new entries are one statement to PostgreSQL.
                                connections.jdbcProperty("reWriteBatchedInserts", "true");
                            }
                            if (settings.user() != null) {
                                connections.principal(new NamePrincipal(settings.user()));
                            }
                            if (settings.password() != null) {
                                connections.credential(new SimplePassword(settings.password()));
                            }
                            return connections;
                        }));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new IllegalStateException("the pool refuses its configuration", e);
        }
    }

    private static void migrate(AgroalDataSource pool) {
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private static SessionFactory sessions(AgroalDataSource pool, List<Class<?>> entities) {
        var registry = new StandardServiceRegistryBuilder()
                // Rows are read and written as a whole, so nothing is to be woven into the classes. Without this,
                // Hibernate loads a compiler of its own and generates classes at every start: half a second.
                .addService(BytecodeProvider.class, new BytecodeProviderImpl())
                .applySetting(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
                .applySetting(AvailableSettings.JDBC_TIME_ZONE, "UTC")
                .applySetting(AvailableSettings.STATEMENT_BATCH_SIZE, 100)
                .applySetting(AvailableSettings.XML_MAPPING_ENABLED, false)
                .applySetting(AvailableSettings.JAKARTA_SHARED_CACHE_MODE, SharedCacheMode.NONE)
                .applySetting(AvailableSettings.JAKARTA_VALIDATION_MODE, ValidationMode.NONE)
                .build();
        return new MetadataSources(registry)
                .addAnnotatedClasses(entities.toArray(Class<?>[]::new))
                .getMetadataBuilder()
                .applyPhysicalNamingStrategy(new PhysicalNamingStrategySnakeCaseImpl())
                .build()
                .buildSessionFactory();
    }
}
