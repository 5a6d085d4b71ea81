// SPDX-License-Identifier: MIT
#include "core/secrets/filesecretstore.h"
#include "tests/core/secrets/answerof.h"
#include "tests/support/filecontent.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr QFileDevice::Permissions ownerReadsAndWrites = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr QFileDevice::Permissions anybodyElse = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                                                 QFileDevice::ExeGroup | QFileDevice::ReadOther |
                                                 QFileDevice::WriteOther | QFileDevice::ExeOther;

const QString name = QStringLiteral("webhook/default/current");

/// By this process so far: proc(5), io.
qint64 bytesRead()
{
    QFile file(QStringLiteral("/proc/self/io"));
    const QByteArray first = file.open(QIODevice::ReadOnly) ? file.readLine() : QByteArray();
    return first.mid(first.indexOf(' ')).trimmed().toLongLong(); // "rchar: 123"
}

} // namespace

/// Secrets in a file that is for the owner only, whatever they are made of.
class TestFileSecretStore final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isEmptyAtFirst();
    void keepsAnyValue_data();
    void keepsAnyValue();
    void keepsAnyName_data();
    void keepsAnyName();
    void readsManyAtOnce();
    void removesOneOnly();
    void isForTheOwnerOnly();
    void refusesAFileOthersCanRead_data();
    void refusesAFileOthersCanRead();
    void replacesTheFileAsAWhole();
    void doesNotTouchADamagedFile_data();
    void doesNotTouchADamagedFile();
    void saysThatAFolderHasItsName();
    void saysWhereItCannotWrite_data();
    void saysWhereItCannotWrite();
    void losesNothingOnAFullDisk();

private:
    void put(const QByteArray& content) const;
    [[nodiscard]] QByteArray content() const;
    [[nodiscard]] FileSecretStore store() const { return FileSecretStore(m_folder->path()); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestFileSecretStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("secrets"));
}

void TestFileSecretStore::put(const QByteArray& content) const
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
    QVERIFY(file.setPermissions(ownerReadsAndWrites));
}

QByteArray TestFileSecretStore::content() const
{
    return contentOf(m_path);
}

void TestFileSecretStore::isEmptyAtFirst()
{
    FileSecretStore secrets(m_folder->path());
    QCOMPARE(secrets.kind(), SecretStore::Kind::OwnerOnlyFile);
    QCOMPARE(secrets.place(), m_path);
    const auto read = answerOf(secrets.read(name));
    QVERIFY(!read);
    QCOMPARE(read.error().code, SecretError::Code::NotFound);
    QCOMPARE(read.error().detail, name);
    QVERIFY(answerOf(secrets.remove(name)));
    QVERIFY(!QFile::exists(m_path));
}

void TestFileSecretStore::keepsAnyValue_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("text") << QByteArray("s3cret");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("line end") << QByteArray("a\r\nb\n");
    QTest::newRow("zero bytes") << QByteArray("\0a\0", 3);
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe\x80");
    QTest::newRow("JSON") << QByteArray(R"({"a":"b"})");
    QByteArray every;
    for (int byte = 0; byte < 256; ++byte)
        every.append(static_cast<char>(byte));
    QTest::newRow("every byte") << every;
    QTest::newRow("1 MiB") << every.repeated(4'096);
}

void TestFileSecretStore::keepsAnyValue()
{
    QFETCH(const QByteArray, value);
    QVERIFY(answerOf(store().write(QStringLiteral("other"), "before")));
    QVERIFY(answerOf(store().write(name, "before")));
    QVERIFY(answerOf(store().write(name, value)));
    const auto read = answerOf(store().read(name));
    QVERIFY(read);
    QCOMPARE(*read, value);
    QCOMPARE(answerOf(store().read(QStringLiteral("other"))).value(), "before");
}

void TestFileSecretStore::keepsAnyName_data()
{
    QTest::addColumn<QString>("odd");
    QTest::newRow("empty") << QString();
    QTest::newRow("not ASCII") << QStringLiteral("webhook/Ærø/\u4e2d");
    QTest::newRow("quoted") << QStringLiteral("a\"b\\c/../d\n");
}

void TestFileSecretStore::keepsAnyName()
{
    QFETCH(const QString, odd);
    QVERIFY(answerOf(store().write(odd, "value")));
    QCOMPARE(answerOf(store().read(odd)).value(), "value");
}

/// A start with hundreds of secrets reads the file once, not once for each.
void TestFileSecretStore::readsManyAtOnce()
{
    constexpr int many = 300;
    QJsonObject object;
    QStringList names{QStringLiteral("absent")};
    for (int i = 0; i < many; ++i) {
        names.append(QStringLiteral("webhook/%1/current").arg(i));
        object.insert(names.constLast(), QString::fromLatin1(QByteArray::number(i).toBase64()));
    }
    put(QJsonDocument(object).toJson());
    const qint64 before = bytesRead();
    const auto read = answerOf(store().readAll(names));
    QVERIFY(bytesRead() - before < 3 * content().size());
    QVERIFY(read);
    QCOMPARE(read->size(), many);
    QCOMPARE(read->value(names.constLast()), QByteArray::number(many - 1));
}

void TestFileSecretStore::removesOneOnly()
{
    QVERIFY(answerOf(store().write(name, "a")));
    QVERIFY(answerOf(store().write(QStringLiteral("other"), "b")));
    QVERIFY(answerOf(store().remove(name)));
    QCOMPARE(answerOf(store().read(name)).error().code, SecretError::Code::NotFound);
    QCOMPARE(answerOf(store().read(QStringLiteral("other"))).value(), "b");
}

void TestFileSecretStore::isForTheOwnerOnly()
{
    const QString folder = m_folder->filePath(QStringLiteral("a/b"));
    FileSecretStore secrets(folder);
    for (const char* value : {"first", "second"}) {
        QVERIFY(answerOf(secrets.write(name, value)));
        QVERIFY(!(QFile::permissions(secrets.place()) & anybodyElse));
    }
    QVERIFY(!(QFile::permissions(folder) & anybodyElse));
    QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{QStringLiteral("secrets")});
}

void TestFileSecretStore::refusesAFileOthersCanRead_data()
{
    QTest::addColumn<QFileDevice::Permission>("permission");
    QTest::newRow("group reads") << QFileDevice::ReadGroup;
    QTest::newRow("group writes") << QFileDevice::WriteGroup;
    QTest::newRow("others read") << QFileDevice::ReadOther;
    QTest::newRow("others write") << QFileDevice::WriteOther;
}

void TestFileSecretStore::refusesAFileOthersCanRead()
{
    QFETCH(const QFileDevice::Permission, permission);
    QVERIFY(answerOf(store().write(name, "a")));
    const QByteArray before = content();
    QVERIFY(QFile::setPermissions(m_path, ownerReadsAndWrites | permission));
    const auto read = answerOf(store().read(name));
    QVERIFY(!read);
    QCOMPARE(read.error().code, SecretError::Code::Denied);
    QCOMPARE(read.error().detail, m_path);
    QCOMPARE(answerOf(store().write(name, "b")).error().code, SecretError::Code::Denied);
    QCOMPARE(answerOf(store().remove(name)).error().code, SecretError::Code::Denied);
    QCOMPARE(content(), before);
    QVERIFY(QFile::setPermissions(m_path, ownerReadsAndWrites));
    QCOMPARE(answerOf(store().read(name)).value(), "a");
}

/// Who reads the old file while a new one is written has the old one whole.
void TestFileSecretStore::replacesTheFileAsAWhole()
{
    QVERIFY(answerOf(store().write(name, "a")));
    const QByteArray before = content();
    QFile open(m_path);
    QVERIFY(open.open(QIODevice::ReadOnly));
    QVERIFY(answerOf(store().write(name, QByteArray(100'000, 'b'))));
    QCOMPARE(open.readAll(), before);
    QCOMPARE(answerOf(store().read(name)).value(), QByteArray(100'000, 'b'));
}

void TestFileSecretStore::doesNotTouchADamagedFile_data()
{
    QTest::addColumn<QByteArray>("damaged");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << QByteArray(R"({"a":"YQ==","b)");
    QTest::newRow("no object") << QByteArray(R"(["a"])");
    QTest::newRow("no text") << QByteArray(R"({"a":1})");
    QTest::newRow("no base64") << QByteArray(R"({"a":"!"})");
}

void TestFileSecretStore::doesNotTouchADamagedFile()
{
    QFETCH(const QByteArray, damaged);
    put(damaged);
    QCOMPARE(answerOf(store().read(name)).error().code, SecretError::Code::Failed);
    QCOMPARE(answerOf(store().write(name, "b")).error().code, SecretError::Code::Failed);
    QCOMPARE(answerOf(store().remove(name)).error().code, SecretError::Code::Failed);
    QCOMPARE(content(), damaged);
}

/// As in a project that has secrets of its own; nobody is to take that folder from others.
void TestFileSecretStore::saysThatAFolderHasItsName()
{
    QVERIFY(QDir().mkdir(m_path));
    QVERIFY(QFile::setPermissions(m_path, QFile::permissions(m_path) | QFileDevice::ReadOther));
    for (const auto& error : {answerOf(store().read(name)).error(), answerOf(store().write(name, "a")).error()}) {
        QCOMPARE(error.code, SecretError::Code::Failed);
        QVERIFY2(error.detail.startsWith(m_path + QStringLiteral(": ")), qPrintable(error.detail));
    }
}

void TestFileSecretStore::saysWhereItCannotWrite_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("no file may be there") << QStringLiteral("/proc/self");
    QTest::newRow("no folder may be there") << QStringLiteral("/proc/self/no");
    QTest::newRow("below a file") << QStringLiteral("/proc/self/stat");
}

void TestFileSecretStore::saysWhereItCannotWrite()
{
    QFETCH(const QString, folder);
    FileSecretStore secrets(folder);
    const auto written = answerOf(secrets.write(name, "topsecret"));
    QVERIFY(!written);
    QCOMPARE(written.error().code, SecretError::Code::Failed);
    QVERIFY2(written.error().detail.startsWith(folder), qPrintable(written.error().detail));
    QVERIFY(!written.error().detail.contains(u"topsecret"));
}

void TestFileSecretStore::losesNothingOnAFullDisk()
{
    QVERIFY(answerOf(store().write(name, "a")));
    const QByteArray before = content();
    rlimit unlimited{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &unlimited), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit tight{16, unlimited.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
    const auto written = answerOf(store().write(name, "b"));
    setrlimit(RLIMIT_FSIZE, &unlimited);
    (void)std::signal(SIGXFSZ, handler);
    QVERIFY(!written);
    QCOMPARE(written.error().code, SecretError::Code::Failed);
    QVERIFY2(written.error().detail.startsWith(m_path + QStringLiteral(": ")), qPrintable(written.error().detail));
    QCOMPARE(content(), before);
}

QTEST_GUILESS_MAIN(TestFileSecretStore)
#include "test_filesecretstore.moc"
