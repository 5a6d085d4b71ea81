// SPDX-License-Identifier: MIT
#include "app/cli/secretsource.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunt;

/// Where secrets come from, and that nothing of them is changed on the way.
class TestSecretSource final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { qunsetenv("KAUNT_WEBHOOK_SECRET"); }
    void readsTheFirstLine_data();
    void readsTheFirstLine();
    void refusesOtherFiles_data();
    void refusesOtherFiles();
    void takesFilesBeforeTheEnvironment();
    void namesFilesApart();
    void takesTheEnvironment();
    void takesCredentialsTogether_data();
    void takesCredentialsTogether();
    void leavesOutRetiredSecrets();

private:
    [[nodiscard]] QString fileWith(const QByteArray& content) const;
    [[nodiscard]] const QCommandLineParser& given(const QStringList& arguments);

    Terminal m_terminal{true};
    std::unique_ptr<QCommandLineParser> m_parser;
    QTemporaryDir m_folder;
};

void TestSecretSource::init()
{
    for (const char* name : {"KAUNT_WEBHOOK_SECRET", "KAUNT_CLIENT_ID", "KAUNT_CLIENT_SECRET"})
        qunsetenv(name);
}

QString TestSecretSource::fileWith(const QByteArray& content) const
{
    QFile file(m_folder.filePath(QStringLiteral("secret")));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return {};
    return file.fileName();
}

const QCommandLineParser& TestSecretSource::given(const QStringList& arguments)
{
    m_parser = std::make_unique<QCommandLineParser>();
    m_parser->addOption(secretFileOption());
    m_parser->addOptions(credentialsOptions());
    if (!m_parser->parse(QStringList{QStringLiteral("kauntctl")} + arguments))
        qWarning("%s", qPrintable(m_parser->errorText()));
    return *m_parser;
}

void TestSecretSource::readsTheFirstLine_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("no newline") << QByteArray("hush") << QByteArray("hush");
    QTest::newRow("one newline") << QByteArray("hush\n") << QByteArray("hush");
    QTest::newRow("of Windows") << QByteArray("hush\r\n") << QByteArray("hush");
    QTest::newRow("two newlines") << QByteArray("hush\n\n") << QByteArray("hush");
    QTest::newRow("another line") << QByteArray("hush\nnot this\n") << QByteArray("hush");
    QTest::newRow("white space") << QByteArray(" hush\t\n") << QByteArray(" hush\t");
    QTest::newRow("white space alone") << QByteArray(" \n") << QByteArray(" ");
    QTest::newRow("a carriage return alone") << QByteArray("hush\r") << QByteArray("hush\r");
    QTest::newRow("no text") << QByteArray("\0\xff\n", 3) << QByteArray("\0\xff", 2);
    QTest::newRow("UTF-16") << QByteArray("\xff\xfeh\0u\0s\0h\0\r\0\n\0", 14) << QByteArray("hush");
    QTest::newRow("UTF-16, high byte first") << QByteArray("\xfe\xff\0h\0u\0s\0h", 10) << QByteArray("hush");
    QTest::newRow("the longest") << QByteArray(65'536, 'x') + "\r\n" << QByteArray(65'536, 'x');
}

void TestSecretSource::readsTheFirstLine()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QByteArray, secret);
    const auto read = readSecretFile(fileWith(content), m_terminal);
    QVERIFY(read);
    QCOMPARE(*read, secret);
}

void TestSecretSource::refusesOtherFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("an empty line") << QByteArray("\nhush\n");
    QTest::newRow("an empty line of Windows") << QByteArray("\r\n");
    QTest::newRow("longer than any secret") << QByteArray(65'537, 'x');
}

void TestSecretSource::refusesOtherFiles()
{
    QFETCH(const QByteArray, content);
    const auto read = readSecretFile(fileWith(content), m_terminal);
    QVERIFY(!read);
    QCOMPARE(read.error(), CouldNotRun);
    QVERIFY(!readSecretFile(m_folder.filePath(QStringLiteral("nowhere")), m_terminal));
    QVERIFY(!readSecretFile(m_folder.path(), m_terminal));
}

void TestSecretSource::takesFilesBeforeTheEnvironment()
{
    qputenv("KAUNT_WEBHOOK_SECRET", "of the environment");
    const QString file = fileWith("hush\n");
    const auto secrets =
        givenSecrets(given({QStringLiteral("--secret-file"), file, QStringLiteral("--secret-file"), file}), m_terminal);
    QVERIFY(secrets);
    QCOMPARE(*secrets, (QList<SigningSecret>{{QStringLiteral("secret"), "hush", false},
                                             {QStringLiteral("secret"), "hush", false}}));
    QVERIFY(!givenSecrets(given({QStringLiteral("--secret-file"), m_folder.filePath(QStringLiteral("nowhere"))}),
                          m_terminal));
}

/// As a rotation has them whose secrets are mounted.
void TestSecretSource::namesFilesApart()
{
    QStringList arguments;
    for (const char* folder : {"a/old", "a/new", "b/new"}) {
        QVERIFY(QDir(m_folder.path()).mkpath(QLatin1String(folder)));
        const QString name = m_folder.filePath(QLatin1String(folder) + QStringLiteral("/secret"));
        QVERIFY(QFile::copy(fileWith("hush"), name));
        arguments += {QStringLiteral("--secret-file"), name};
    }
    arguments += {QStringLiteral("--secret-file"), fileWith("other")};
    const auto secrets = givenSecrets(given(arguments), m_terminal);
    QVERIFY(secrets);
    QStringList names;
    for (const SigningSecret& secret : *secrets)
        names.append(secret.name);
    QCOMPARE(names,
             (QStringList{QStringLiteral("old/secret"), QStringLiteral("a/new/secret"), QStringLiteral("b/new/secret"),
                          QDir(m_folder.path()).dirName() + QStringLiteral("/secret")}));
}

void TestSecretSource::takesTheEnvironment()
{
    QCOMPARE(givenSecrets(given({}), m_terminal)->size(), 0);
    qputenv("KAUNT_WEBHOOK_SECRET", "of the environment\n");
    const auto secrets = givenSecrets(given({}), m_terminal);
    QVERIFY(secrets);
    QCOMPARE(secrets->value(0).value, QByteArray("of the environment\n"));
}

void TestSecretSource::takesCredentialsTogether_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("environment");
    QTest::addColumn<QString>("clientId"); ///< "wrong" where it is refused
    const QString id = QStringLiteral("--client-id");
    const QString file = QStringLiteral("--client-secret-file");
    const QString own = QStringLiteral("own");
    const QString wrong = QStringLiteral("wrong");
    const QStringList both{QStringLiteral("env"), QStringLiteral("of the environment")};
    QTest::newRow("none") << QStringList{} << QStringList{} << QString();
    QTest::newRow("of the environment") << QStringList{} << both << QStringLiteral("env");
    QTest::newRow("given") << QStringList{id, own, file} << both << own;
    QTest::newRow("an id alone") << QStringList{id, own} << both << wrong;
    QTest::newRow("a secret alone") << QStringList{file} << both << wrong;
    QTest::newRow("an id alone of the environment") << QStringList{} << QStringList{both.at(0)} << wrong;
    QTest::newRow("an id and an empty secret") << QStringList{} << QStringList{both.at(0), QString()} << wrong;
    QTest::newRow("a secret and an empty id") << QStringList{} << QStringList{QString(), both.at(1)} << wrong;
    QTest::newRow("both empty") << QStringList{} << QStringList{QString(), QString()} << QString();
    QTest::newRow("given beside half a pair") << QStringList{id, own, file} << QStringList{both.at(0)} << own;
}

void TestSecretSource::takesCredentialsTogether()
{
    QFETCH(QStringList, arguments);
    QFETCH(const QStringList, environment);
    QFETCH(const QString, clientId);
    if (arguments.contains(QStringLiteral("--client-secret-file")))
        arguments.append(fileWith("hush\n"));
    if (!environment.isEmpty())
        qputenv("KAUNT_CLIENT_ID", environment.at(0).toUtf8());
    if (environment.size() > 1)
        qputenv("KAUNT_CLIENT_SECRET", environment.at(1).toUtf8());
    const auto credentials = givenCredentials(given(arguments), m_terminal);
    QCOMPARE(!credentials, clientId == QLatin1String("wrong"));
    if (credentials)
        QCOMPARE(credentials->value_or(ApiCredentials{}).clientId, clientId);
    else
        QCOMPARE(credentials.error(), WrongUsage);
}

void TestSecretSource::leavesOutRetiredSecrets()
{
    Settings settings;
    settings.receiver.endpoints.first().secrets = {{QStringLiteral("old"), "a", true},
                                                   {QStringLiteral("not entered"), {}, false},
                                                   {QStringLiteral("current"), "b", false}};
    const QList<SigningSecret> usable = usableSecrets(settings);
    QCOMPARE(usable.size(), 1);
    QCOMPARE(usable.constFirst().name, QStringLiteral("current"));
}

QTEST_GUILESS_MAIN(TestSecretSource)
#include "test_secretsource.moc"
