// SPDX-License-Identifier: MIT
#include "core/settings/settingsfile.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace kaunt;

namespace {

constexpr QFileDevice::Permissions anybodyElse = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                                                 QFileDevice::ExeGroup | QFileDevice::ReadOther |
                                                 QFileDevice::WriteOther | QFileDevice::ExeOther;

Settings withPort(quint16 port)
{
    Settings settings;
    settings.receiver.port = port;
    return settings;
}

} // namespace

/// The file itself: who may read it, and that nothing that a user wrote is lost.
class TestSettingsFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isForTheOwnerOnly();
    void tightensBeforeItWrites();
    void leavesAFolderThatIsThere();
    void holdsNoSecret();
    void keepsWhatIsNotItsOwn();
    void keepsWhatASymbolicLinkPointsAt();
    void doesNotTouchADamagedFile_data();
    void doesNotTouchADamagedFile();
    void saysWhatItCannotUse_data();
    void saysWhatItCannotUse();
    void losesNothingOnAFullDisk_data();
    void losesNothingOnAFullDisk();
    void isReadWhereTheTemporaryFolderTakesNothing();
    void standsInThePlatformsFolders();

private:
    void put(const QByteArray& content) const;
    [[nodiscard]] QByteArray content() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestSettingsFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("kaunt-monitor.conf"));
}

void TestSettingsFile::put(const QByteArray& content) const
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QByteArray TestSettingsFile::content() const
{
    QFile file(m_path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

void TestSettingsFile::isForTheOwnerOnly()
{
    const QString folder = m_folder->filePath(QStringLiteral("a/b"));
    const SettingsFile file(folder + QStringLiteral("/c.conf"));
    QVERIFY(!file.exists());
    QVERIFY(file.write({}));
    QVERIFY(file.exists());
    QVERIFY(!(QFile::permissions(file.path()) & anybodyElse));
    QVERIFY(!(QFile::permissions(folder) & anybodyElse));
    QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{QStringLiteral("c.conf")});
}

/// Who has the old file open, from when everybody could, does not get to see the new content.
void TestSettingsFile::tightensBeforeItWrites()
{
    put("[receiver]\nport=1\n");
    QVERIFY(QFile::setPermissions(m_path, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup |
                                              QFileDevice::ReadOther));
    QFile open(m_path);
    QVERIFY(open.open(QIODevice::ReadOnly));
    QVERIFY(SettingsFile(m_path).write(withPort(4711)));
    QVERIFY(!(QFile::permissions(m_path) & anybodyElse));
    QVERIFY(content().contains("4711"));
    QCOMPARE(open.readAll(), "[receiver]\nport=1\n");
}

void TestSettingsFile::leavesAFolderThatIsThere()
{
    const auto before =
        QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner | QFileDevice::ExeOther;
    QVERIFY(QFile::setPermissions(m_folder->path(), before));
    QVERIFY(SettingsFile(m_path).write({}));
    QCOMPARE(QFile::permissions(m_folder->path()) & anybodyElse, QFileDevice::ExeOther);
}

void TestSettingsFile::holdsNoSecret()
{
    Settings settings;
    settings.receiver.endpoints.first().secrets = {{QStringLiteral("current"), "hook-value"}};
    settings.api.credentials.fallback = {QStringLiteral("id"), "api-value"};
    settings.api.credentials.byTenant = {{QStringLiteral("t"), {QStringLiteral("tid"), "tenant-value"}}};
    QVERIFY(SettingsFile(m_path).write(settings));
    const QByteArray written = content();
    QVERIFY(written.contains("current") && written.contains("tid"));
    QVERIFY2(!written.contains("-value"), written.constData());
    QVERIFY(!written.contains(QByteArray("hook-value").toBase64()));
    const auto read = SettingsFile(m_path).read();
    QVERIFY(read);
    QCOMPARE(read->receiver.endpoints.first().secrets, (QList<SigningSecret>{{QStringLiteral("current"), {}}}));
}

void TestSettingsFile::keepsWhatIsNotItsOwn()
{
    put("top=level\n[receiver]\nport=1\nlater=\"a, b\"\n[Window]\nsizes=1, 2\n[endpoints]\nsize=2\n2\\name=gone\n");
    QVERIFY(SettingsFile(m_path).write(withPort(2)));
    const QByteArray written = content();
    QVERIFY2(written.contains("later=\"a, b\"") && written.contains("sizes=1, 2") && written.contains("top=level"),
             written.constData());
    QVERIFY2(!written.contains("gone"), written.constData());
    QCOMPARE(*SettingsFile(m_path).read(), withPort(2));
}

void TestSettingsFile::keepsWhatASymbolicLinkPointsAt()
{
    const QString target = m_folder->filePath(QStringLiteral("dotfiles.conf"));
    QVERIFY(SettingsFile(target).write(withPort(1)));
    QVERIFY(QFile::link(target, m_path));
    QVERIFY(SettingsFile(m_path).write(withPort(2)));
    QVERIFY(QFileInfo(m_path).isSymLink());
    QCOMPARE(SettingsFile(target).read()->receiver.port, 2);
}

void TestSettingsFile::doesNotTouchADamagedFile_data()
{
    QTest::addColumn<QByteArray>("damaged");
    QTest::newRow("cut off") << QByteArray("[receiver]\nport=1\n[endp");
    QTest::newRow("another file") << QByteArray("<?xml version>\n<a/>\n");
    QTest::newRow("in a later section") << QByteArray("[receiver]\nport=1\n[api]\ngarbage\n");
    QTest::newRow("bytes") << QByteArray("SQLite format 3\0\1\2\3\xff\xfe", 21);
}

void TestSettingsFile::doesNotTouchADamagedFile()
{
    QFETCH(const QByteArray, damaged);
    put(damaged);
    const SettingsFile file(m_path);
    const auto read = file.read();
    QVERIFY(!read);
    QCOMPARE(read.error().code, SettingsError::Code::NotReadable);
    QCOMPARE(read.error().path, m_path);
    const auto written = file.write({});
    QVERIFY(!written);
    QCOMPARE(written.error().code, SettingsError::Code::NotReadable);
    QCOMPARE(content(), damaged);
}

void TestSettingsFile::saysWhatItCannotUse_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isReadable");
    QTest::addColumn<SettingsError::Code>("onWrite");
    QTest::newRow("a folder") << QStringLiteral("/") << false << SettingsError::Code::NotReadable;
    QTest::newRow("no file may be here") << QStringLiteral("/proc/self/no.conf") << true
                                         << SettingsError::Code::NotWritable;
    QTest::newRow("no folder may be here")
        << QStringLiteral("/proc/self/no/no.conf") << true << SettingsError::Code::NotWritable;
    QTest::newRow("below a file") << QStringLiteral("/proc/self/stat/no.conf") << true
                                  << SettingsError::Code::NotWritable;
}

void TestSettingsFile::saysWhatItCannotUse()
{
    QFETCH(const QString, path);
    QFETCH(const bool, isReadable);
    QFETCH(const SettingsError::Code, onWrite);
    const SettingsFile file(path);
    const auto read = file.read();
    QCOMPARE(read.has_value(), isReadable);
    if (!isReadable)
        QCOMPARE(read.error().code, SettingsError::Code::NotReadable);
    const auto written = file.write({});
    QVERIFY(!written);
    QCOMPARE(written.error().code, onWrite);
    QCOMPARE(written.error().path, path);
}

void TestSettingsFile::losesNothingOnAFullDisk_data()
{
    QTest::addColumn<int>("room");
    QTest::newRow("none") << 0;
    QTest::newRow("some") << 500;
    QTest::newRow("all but one byte") << -1;
}

void TestSettingsFile::losesNothingOnAFullDisk()
{
    QFETCH(const int, room);
    const SettingsFile file(m_path);
    QVERIFY(file.write(withPort(1)));
    const QByteArray before = content();
    rlimit unlimited{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &unlimited), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const auto bytes = room < 0 ? before.size() + room : room;
    const rlimit tight{static_cast<rlim_t>(bytes), unlimited.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
    const auto written = file.write(withPort(2));
    setrlimit(RLIMIT_FSIZE, &unlimited);
    (void)std::signal(SIGXFSZ, handler);
    QVERIFY(!written);
    QCOMPARE(written.error().code, SettingsError::Code::NotWritable);
    QCOMPARE(content(), before);
    QCOMPARE(*file.read(), withPort(1));
}

void TestSettingsFile::isReadWhereTheTemporaryFolderTakesNothing()
{
    const SettingsFile file(m_path);
    QVERIFY(file.write(withPort(1)));
    const QByteArray before = qgetenv("TMPDIR");
    qputenv("TMPDIR", "/proc/nowhere");
    const auto read = file.read();
    if (before.isNull())
        qunsetenv("TMPDIR");
    else
        qputenv("TMPDIR", before);
    QVERIFY(read);
    QCOMPARE(*read, withPort(1));
}

void TestSettingsFile::standsInThePlatformsFolders()
{
    const QString config = m_folder->filePath(QStringLiteral("config"));
    const QString data = m_folder->filePath(QStringLiteral("data"));
    qputenv("XDG_CONFIG_HOME", config.toUtf8());
    qputenv("XDG_DATA_HOME", data.toUtf8());
    QCOMPARE(SettingsFile::defaultPath(), config + QStringLiteral("/kaunt-monitor/kaunt-monitor.conf"));
    QCOMPARE(SettingsFile::defaultDataDirectory(), data + QStringLiteral("/kaunt-monitor"));
}

QTEST_GUILESS_MAIN(TestSettingsFile)
#include "test_settingsfile.moc"
