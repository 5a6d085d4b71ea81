// SPDX-License-Identifier: MIT
#include "core/secrets/filesecretstore.h"
#include "core/secrets/secretmoves.h"
#include "core/secrets/settingssecrets.h"
#include "core/settings/settingsfile.h"
#include "tests/core/secrets/answerof.h"
#include "tests/core/secrets/samplesecrets.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <memory>

using namespace kaunt;
using namespace kaunt::test;

namespace {

/// Takes so many changes, and refuses all that follow.
class StoppingStore final : public SecretStore {
public:
    StoppingStore(SecretStore& store, int steps)
        : m_store(store)
        , m_left(steps)
    {
    }

    [[nodiscard]] Kind kind() const override { return m_store.kind(); }
    [[nodiscard]] QString place() const override { return m_store.place(); }
    QFuture<Result<QByteArray, SecretError>> read(const QString& name) override { return m_store.read(name); }
    QFuture<Result<void, SecretError>> write(const QString& name, const QByteArray& value) override
    {
        return refuses() ? refusal() : m_store.write(name, value);
    }
    QFuture<Result<void, SecretError>> remove(const QString& name) override
    {
        return refuses() ? refusal() : m_store.remove(name);
    }

private:
    [[nodiscard]] bool refuses() { return m_left-- <= 0; }
    static QFuture<Result<void, SecretError>> refusal()
    {
        return QtFuture::makeReadyFuture(Result<void, SecretError>(failure(SecretError{})));
    }

    SecretStore& m_store;
    int m_left;
};

/// By "endpoint/secret".
using Values = QMap<QString, QByteArray>;

Settings settingsWith(const Values& values)
{
    Settings settings;
    settings.receiver.endpoints.clear();
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        const QString endpoint = value.key().section(u'/', 0, 0);
        const SigningSecret secret{value.key().section(u'/', 1), *value};
        if (settings.receiver.endpoints.isEmpty() || settings.receiver.endpoints.last().name != endpoint)
            settings.receiver.endpoints.append({endpoint, u'/' + endpoint, {secret}});
        else
            settings.receiver.endpoints.last().secrets.append(secret);
    }
    return settings;
}

Values valuesOf(const Settings& settings)
{
    Values values;
    for (const Endpoint& endpoint : settings.receiver.endpoints) {
        for (const SigningSecret& secret : endpoint.secrets)
            values.insert(endpoint.name + u'/' + secret.name, secret.value);
    }
    return values;
}

qsizetype countOfEntered(const Values& values)
{
    return values.size() - values.values().count(QByteArray());
}

} // namespace

/// Secrets that are to have another name, of the same settings or of a copy: at no time is one not to be found, or
/// taken for another.
class TestSecretMoves final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void leavesInPlaceWhatIsRenamed();
    void findsEachAtEveryStep_data();
    void findsEachAtEveryStep();
    void writesNothingOver();
    void writesAgainWhatMayBeGone();
    void findsWhatWasRenamedAfterAFailure_data();
    void findsWhatWasRenamedAfterAFailure();
    void findsWhatWasRenamedUnread();
    void takesNothingFromAnotherScope();
    void readsWhatAnOlderVersionHasNotMovedYet_data();
    void readsWhatAnOlderVersionHasNotMovedYet();

private:
    [[nodiscard]] QByteArray stored(const QString& name);
    [[nodiscard]] qsizetype countOfStored() const;
    [[nodiscard]] Settings load(const Settings& settings);
    /// As a program does that saves them, without their file.
    [[nodiscard]] Settings save(Settings settings, const Settings& previous);
    void stopAfter(int steps, const Settings& previous, const Values& wanted);

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

qsizetype TestSecretMoves::countOfStored() const
{
    QFile file(m_store->place());
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object().size() : 0;
}

Settings TestSecretMoves::load(const Settings& settings)
{
    return answerOf(loadSecrets(*m_store, withoutValues(settings))).value_or(Settings());
}

Settings TestSecretMoves::save(Settings settings, const Settings& previous)
{
    settings.secretMoves = pendingMoves(settings, previous);
    if (!answerOf(saveSecrets(*m_store, settings, previous)))
        qWarning("the secrets can't be saved");
    settings.secretMoves = movesOnceSaved(settings);
    return settings;
}

/// There is nothing to be done in the store, where a program could end before it is done.
void TestSecretMoves::leavesInPlaceWhatIsRenamed()
{
    const Settings previous = save(withSecrets(), {});
    QCOMPARE(pendingMoves(previous, previous), previous.secretMoves);
    Settings settings = previous;
    settings.receiver.endpoints.first().name = QStringLiteral("renamed");
    settings.secretMoves = pendingMoves(settings, previous);
    StoppingStore stopping(*m_store, 0);
    QVERIFY(answerOf(saveSecrets(stopping, settings, previous)));
    QCOMPARE(load(settings), settings);
    QCOMPARE(movesOnceSaved(settings), settings.secretMoves);
}

void TestSecretMoves::findsEachAtEveryStep_data()
{
    QTest::addColumn<Values>("before");
    QTest::addColumn<Values>("wanted");
    const auto value = [](const char* name, const char* of) {
        return std::pair(QString::fromLatin1(name), QByteArray(of));
    };
    const auto row = [](const char* name, const Values& before, const Values& wanted) {
        QTest::newRow(name) << before << wanted;
    };
    const Values two{value("alpha/main", "A"), value("beta/main", "B")};
    row("two change places", two, {value("alpha/main", "B"), value("beta/main", "A")});
    row("three change places", {value("a/x", "1"), value("b/x", "2"), value("c/x", "3")},
        {value("a/x", "2"), value("b/x", "3"), value("c/x", "1")});
    row("one takes over another's name", two, {value("beta/main", "A")});
    row("rotated", {value("default/main", "1"), value("default/old", "0")},
        {value("default/main", "2"), value("default/old", "1")});
    row("entered anew", two, {value("alpha/main", "2"), value("beta/main", "B")});
    row("renamed, and its name used anew", two,
        {value("alpha/main", "2"), value("beta/main", "B"), value("gamma/main", "A")});
    row("renamed, and its name used without a secret", two,
        {value("alpha/main", ""), value("beta/main", "B"), value("gamma/main", "A")});
    row("the same for another", two, {value("aaaa/main", "A"), value("alpha/main", "A"), value("beta/main", "B")});
    row("emptied", two, {value("alpha/main", ""), value("beta/main", "B")});
    row("removed", two, {value("beta/main", "B")});
}

/// The program ends, or the store refuses, after each step: what is found then is what the settings file says, in which
/// the moves are written before the first.
void TestSecretMoves::findsEachAtEveryStep()
{
    QFETCH(const Values, before);
    QFETCH(const Values, wanted);
    constexpr int mostSteps = 8;
    for (int steps = 0; steps <= mostSteps; ++steps) {
        // Kept as version 0.1.0 does, each under its own name.
        init();
        const Settings byName = settingsWith(before);
        QVERIFY(answerOf(saveSecrets(*m_store, byName, {})));
        stopAfter(steps, byName, wanted);
        // And elsewhere, as all were entered anew once.
        init();
        Values others = before;
        for (QByteArray& value : others)
            value += " before";
        const Settings elsewhere = save(settingsWith(before), save(settingsWith(others), {}));
        QCOMPARE(countOfStored(), before.size());
        stopAfter(steps, elsewhere, wanted);
        if (QTest::currentTestFailed())
            return;
    }
}

void TestSecretMoves::stopAfter(int steps, const Settings& previous, const Values& wanted)
{
    Settings settings = settingsWith(wanted);
    settings.secretMoves = pendingMoves(settings, previous);
    StoppingStore stopping(*m_store, steps);
    const bool isSaved = answerOf(saveSecrets(stopping, settings, previous)).has_value();
    const Settings found = load(settings);
    const Values before = valuesOf(previous);
    const Values values = valuesOf(found);
    QCOMPARE(values.keys(), wanted.keys());
    for (auto value = wanted.cbegin(); value != wanted.cend(); ++value) {
        const bool isNew = !value->isEmpty() && before.key(*value).isEmpty();
        const QByteArray replaced = before.value(value.key());
        const bool isAsItWas = values[value.key()] == (wanted.key(replaced).isEmpty() ? replaced : QByteArray());
        QVERIFY2(values[value.key()] == *value || (isNew && isAsItWas && !isSaved), qPrintable(value.key()));
    }
    // Saved again after a restart, or at once where the store refused.
    const bool isRestarted = steps % 2 == 0;
    Settings now = isRestarted ? found : previous;
    if (!isRestarted)
        now.secretMoves = isSaved ? now.secretMoves : movesOnceFailed(settings, previous);
    if (isSaved && !isRestarted)
        return;
    const Settings after = save(settingsWith(wanted), now);
    QCOMPARE(valuesOf(load(after)), wanted);
    QCOMPARE(countOfStored(), countOfEntered(wanted));
    for (const SecretMove& move : pendingMoves(after, after))
        QVERIFY(!move.name.isEmpty() && move.from.isEmpty());
}

/// What a keyring writes late, when nobody waits for it any more, is not found in place of what was entered since.
void TestSecretMoves::writesNothingOver()
{
    const Settings one = save(settingsWith({{QStringLiteral("a/x"), "1"}}), {});
    Settings two = settingsWith({{QStringLiteral("a/x"), "2"}});
    two.secretMoves = pendingMoves(two, one);
    Settings refused = one;
    refused.secretMoves = movesOnceFailed(two, one);
    const Settings three = save(settingsWith({{QStringLiteral("a/x"), "3"}}), refused);
    QVERIFY(answerOf(m_store->write(two.secretMoves.constFirst().place, "2")));
    QCOMPARE(load(three), three);
    QVERIFY(three.secretMoves.constFirst().place != two.secretMoves.constFirst().place);
}

/// The user takes back what was removed only in part.
void TestSecretMoves::writesAgainWhatMayBeGone()
{
    const Values both{{QStringLiteral("a/x"), "1"}, {QStringLiteral("b/x"), "2"}};
    Settings previous = save(settingsWith(both), {});
    Settings without = settingsWith({});
    without.secretMoves = pendingMoves(without, previous);
    StoppingStore stopping(*m_store, 1);
    QVERIFY(!answerOf(saveSecrets(stopping, without, previous)));
    QCOMPARE(countOfStored(), 1);
    previous.secretMoves = movesOnceFailed(without, previous);
    QCOMPARE(valuesOf(load(save(settingsWith(both), previous))), both);
    QCOMPARE(countOfStored(), 2);
}

void TestSecretMoves::findsWhatWasRenamedAfterAFailure_data()
{
    QTest::addColumn<int>("steps");
    QTest::addColumn<QByteArray>("found");
    QTest::newRow("nothing was written") << 0 << QByteArray("1");
    QTest::newRow("nothing was removed") << 1 << QByteArray("2");
}

/// And the store refuses still when the program ends.
void TestSecretMoves::findsWhatWasRenamedAfterAFailure()
{
    QFETCH(const int, steps);
    QFETCH(const QByteArray, found);
    const QString name = QStringLiteral("b/x");
    Settings stored = save(settingsWith({{QStringLiteral("a/x"), "1"}}), {});
    Settings tried = settingsWith({{QStringLiteral("a/x"), "2"}});
    tried.secretMoves = pendingMoves(tried, stored);
    StoppingStore stopping(*m_store, steps);
    QVERIFY(!answerOf(saveSecrets(stopping, tried, stored)));
    stored.secretMoves = movesOnceFailed(tried, stored);
    Settings renamed = settingsWith({{name, "2"}});
    renamed.secretMoves = pendingMoves(renamed, stored, tried);
    StoppingStore refusing(*m_store, 0);
    QVERIFY(!answerOf(saveSecrets(refusing, renamed, stored)));
    QCOMPARE(valuesOf(load(renamed)), Values({{name, found}}));
    QVERIFY(answerOf(saveSecrets(*m_store, renamed, stored)));
    renamed.secretMoves = movesOnceSaved(renamed);
    QCOMPARE(load(renamed), renamed);
    QCOMPARE(countOfStored(), 1);
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
    QCOMPARE(load(fromFile), fromFile);
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
    StoppingStore stopping(*m_store, 1);
    QVERIFY(!answerOf(saveSecrets(stopping, copy, original)));
    const Settings found = load(copy);
    QCOMPARE(secretValues(found), secretValues(copy));
    const Settings kept = save(copy, found);
    QCOMPARE(load(kept), kept);
    QCOMPARE(countOfStored(), 5 + 4);
    Settings without;
    without.secretScope = copy.secretScope;
    QVERIFY(save(without, kept).secretMoves.isEmpty());
    QCOMPARE(countOfStored(), 5);
    QCOMPARE(load(original), original);
}

void TestSecretMoves::readsWhatAnOlderVersionHasNotMovedYet_data()
{
    QTest::addColumn<QByteArray>("moves");
    QTest::addColumn<Values>("stored");
    QTest::addColumn<Values>("found");
    const QString a = QStringLiteral("webhook/a/main");
    const QString b = QStringLiteral("webhook/b/main");
    const QString inA = QStringLiteral("a/main");
    const QString inB = QStringLiteral("b/main");
    const QByteArray moved("moves\\1\\name=webhook/b/main\nmoves\\1\\from=webhook/c/main\nmoves\\size=1\n");
    const QByteArray swapped("moves\\1\\name=webhook/a/main\nmoves\\1\\from=webhook/b/main\n"
                             "moves\\2\\name=webhook/b/main\nmoves\\2\\from=webhook/a/main\nmoves\\size=2\n");
    const QString c = QStringLiteral("webhook/c/main");
    QTest::newRow("renamed") << moved << Values{{a, "A"}, {c, "C"}} << Values{{inA, "A"}, {inB, "C"}};
    QTest::newRow("renamed, and moved") << moved << Values{{a, "A"}, {b, "C"}} << Values{{inA, "A"}, {inB, "C"}};
    QTest::newRow("to a name that another had")
        << moved << Values{{a, "A"}, {b, "B"}, {c, "C"}} << Values{{inA, "A"}, {inB, "C"}};
    QTest::newRow("changed places") << swapped << Values{{a, "A"}, {b, "B"}} << Values{{inA, "B"}, {inB, "A"}};
}

/// Whose moves have no place: what it was about to carry over when it ended, or the store refused.
void TestSecretMoves::readsWhatAnOlderVersionHasNotMovedYet()
{
    QFETCH(const QByteArray, moves);
    QFETCH(const Values, stored);
    QFETCH(const Values, found);
    for (auto value = stored.cbegin(); value != stored.cend(); ++value)
        QVERIFY(answerOf(m_store->write(value.key(), *value)));
    QFile file(m_folder->filePath(QStringLiteral("older.conf")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[endpoints]\nsize=2\n1\\name=a\n1\\path=/a\n1\\secrets\\size=1\n1\\secrets\\1\\name=main\n"
               "2\\name=b\n2\\path=/b\n2\\secrets\\size=1\n2\\secrets\\1\\name=main\n[secrets]\n" +
               moves);
    file.close();
    const auto settings = SettingsFile(file.fileName()).read();
    QVERIFY(settings);
    const Settings read = answerOf(loadSecrets(*m_store, *settings)).value_or(Settings());
    QCOMPARE(valuesOf(read), found);
    const Settings after = save(read, read);
    QCOMPARE(valuesOf(load(after)), found);
    QCOMPARE(countOfStored(), found.size());
}

QTEST_GUILESS_MAIN(TestSecretMoves)
#include "test_secretmoves.moc"
