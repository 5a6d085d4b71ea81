// SPDX-License-Identifier: MIT
#include "core/secrets/filesecretstore.h"
#include "core/secrets/settingssecrets.h"
#include "tests/core/secrets/answerof.h"
#include "tests/core/secrets/samplesecrets.h"

#include <QTemporaryDir>

#include <memory>
#include <utility>

using namespace kaunt;
using namespace kaunt::test;

namespace {

/// Takes so many values, and refuses the next.
class FillingStore final : public SecretStore {
public:
    FillingStore(SecretStore& store, int room)
        : m_store(store)
        , m_room(room)
    {
    }

    [[nodiscard]] Kind kind() const override { return m_store.kind(); }
    [[nodiscard]] QString place() const override { return m_store.place(); }
    QFuture<Result<QByteArray, SecretError>> read(const QString& name) override { return m_store.read(name); }
    QFuture<Result<void, SecretError>> remove(const QString& name) override { return m_store.remove(name); }
    QFuture<Result<void, SecretError>> write(const QString& name, const QByteArray& value) override
    {
        if (m_room == 0)
            return QtFuture::makeReadyFuture(Result<void, SecretError>(failure(SecretError{})));
        --m_room;
        return m_store.write(name, value);
    }

private:
    SecretStore& m_store;
    int m_room;
};

} // namespace

/// Secrets that are to have another name, of the same settings or of a copy: at no time is one not to be found.
class TestSecretMoves final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void findsWhatIsNotCarriedOverYet();
    void carriesOverBeforeItWritesOver();
    void findsWhatWasRenamedUnread();
    void takesNothingFromAnotherScope();

private:
    [[nodiscard]] QByteArray stored(const QString& name);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FileSecretStore> m_store;
};

void TestSecretMoves::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<FileSecretStore>(m_folder->path());
}

QByteArray TestSecretMoves::stored(const QString& name)
{
    return answerOf(m_store->read(name)).value_or("not there");
}

/// The settings file has the new names already when the store refuses, or the program ends.
void TestSecretMoves::findsWhatIsNotCarriedOverYet()
{
    const Settings previous = withSecrets();
    QVERIFY(answerOf(saveSecrets(*m_store, previous, {})));
    QVERIFY(pendingMoves(previous, previous).isEmpty());
    Settings settings = previous;
    settings.receiver.endpoints.first().name = QStringLiteral("renamed");
    settings.receiver.endpoints.last().secrets.first().value = "entered";
    settings.secretMoves = pendingMoves(settings, previous);
    const QList<SecretMove> moves{
        {QStringLiteral("webhook/renamed/current"), QStringLiteral("webhook/default/current")},
        {QStringLiteral("webhook/renamed/old"), QStringLiteral("webhook/default/old")}};
    QCOMPARE(settings.secretMoves, moves);
    const Settings found = answerOf(loadSecrets(*m_store, withoutValues(settings))).value();
    settings.receiver.endpoints.last().secrets.first().value = "three";
    QCOMPARE(found, settings);
    QCOMPARE(pendingMoves(settings, found), moves); // until they are done

    QVERIFY(answerOf(saveSecrets(*m_store, settings, found)));
    QCOMPARE(stored(QStringLiteral("webhook/renamed/old")), "two");
    QCOMPARE(stored(QStringLiteral("webhook/default/old")), "not there");
    const Settings after = answerOf(loadSecrets(*m_store, withoutValues(settings))).value();
    QVERIFY(after.secretMoves.isEmpty());
    QCOMPARE(secretValues(after), secretValues(settings));
}

/// As one does who keeps the secret that was under another name, and enters the new one under the name that it had.
void TestSecretMoves::carriesOverBeforeItWritesOver()
{
    Settings previous;
    previous.receiver.endpoints.first().secrets = {{QStringLiteral("current"), "one"}};
    QVERIFY(answerOf(saveSecrets(*m_store, previous, {})));
    Settings settings;
    settings.receiver.endpoints.first().secrets = {{QStringLiteral("current"), "entered"},
                                                   {QStringLiteral("old"), "one"}};
    settings.secretMoves = pendingMoves(settings, previous);
    FillingStore filling(*m_store, 1);
    QVERIFY(!answerOf(saveSecrets(filling, settings, previous)));
    QCOMPARE(stored(QStringLiteral("webhook/default/old")), "one");
    QVERIFY(answerOf(saveSecrets(*m_store, settings, previous)));
    Settings after = answerOf(loadSecrets(*m_store, withoutValues(settings))).value();
    QVERIFY(std::exchange(after.secretMoves, settings.secretMoves).isEmpty());
    QCOMPARE(after, settings);
}

/// And the program ended before the store was opened.
void TestSecretMoves::findsWhatWasRenamedUnread()
{
    const Settings whole = withSecrets();
    QVERIFY(answerOf(saveSecrets(*m_store, whole, {})));
    const auto renamed = [](Settings settings, const QString& name) {
        const Settings before = settings;
        settings.receiver.endpoints.first().name = name;
        settings.secretMoves = pendingMoves(settings, before);
        return settings;
    };
    const Settings once = withUnreadSecrets(withoutValues(renamed(withUnreadSecrets(whole), QStringLiteral("once"))));
    const Settings twice = renamed(once, QStringLiteral("twice"));
    QVERIFY(answerOf(saveSecrets(*m_store, twice, once)));
    for (const QString& name : {QStringLiteral("webhook/default/current"), QStringLiteral("webhook/default/old")})
        QVERIFY(stored(name) != "not there");
    Settings fromFile = withSecrets();
    fromFile.receiver.endpoints.first().name = QStringLiteral("twice");
    fromFile.secretMoves = twice.secretMoves;
    QCOMPARE(answerOf(loadSecrets(*m_store, withoutValues(fromFile))).value(), fromFile);
}

/// As settings do that are a copy of others: also where the store refused what they carried over.
void TestSecretMoves::takesNothingFromAnotherScope()
{
    const Settings original = withSecrets();
    QVERIFY(answerOf(saveSecrets(*m_store, original, {})));
    Settings copy = original;
    copy.secretScope = QStringLiteral("copy");
    copy.receiver.endpoints.removeLast();
    copy.secretMoves = pendingMoves(copy, original);
    QCOMPARE(copy.secretMoves.size(), 4);
    FillingStore filling(*m_store, 1);
    QVERIFY(!answerOf(saveSecrets(filling, copy, original)));
    const Settings found = answerOf(loadSecrets(*m_store, withoutValues(copy))).value();
    QCOMPARE(secretValues(found), secretValues(copy));
    QCOMPARE(found.secretMoves.size(), 3);
    QVERIFY(answerOf(saveSecrets(*m_store, copy, found)));
    copy.secretMoves.clear();
    QCOMPARE(answerOf(loadSecrets(*m_store, withoutValues(copy))).value(), copy);
    Settings without;
    without.secretScope = copy.secretScope;
    QVERIFY(answerOf(saveSecrets(*m_store, without, copy)));
    QCOMPARE(stored(QStringLiteral("copy/webhook/default/current")), "not there");
    QCOMPARE(answerOf(loadSecrets(*m_store, withoutValues(original))).value(), original);
}

QTEST_GUILESS_MAIN(TestSecretMoves)
#include "test_secretmoves.moc"
