// SPDX-License-Identifier: MIT
#include "core/settings/settingswriter.h"

#include "core/settings/settingsfields.h"

#include <QLocale>
#include <QSettings>

namespace kaunt {

namespace {

using std::chrono::milliseconds;

class FieldWriter {
public:
    explicit FieldWriter(QSettings& file)
        : m_file(file)
    {
    }

    template <typename Number>
    void number(const QString& key, Number value, qint64, qint64)
    {
        m_file.setValue(key, QString::number(value));
    }

    void seconds(const QString& key, milliseconds value, milliseconds)
    {
        const double seconds = static_cast<double>(value.count()) / 1000;
        m_file.setValue(key, QString::number(seconds, 'f', QLocale::FloatingPointShortest));
    }

    void boolean(const QString& key, bool value) { m_file.setValue(key, value); }
    void text(const QString& key, const QString& value) { m_file.setValue(key, value); }

    void address(const QString& key, const QHostAddress& value)
    {
        // Its text would be that of all IPv4 addresses.
        const bool isAny = value == QHostAddress(QHostAddress::Any);
        m_file.setValue(key, isAny ? QString::fromLatin1(settingsfields::anyAddress) : value.toString());
    }

    void origin(const QString& key, const QUrl& value) { m_file.setValue(key, textOf(value)); }

    void origins(const QString& key, const QList<QUrl>& value)
    {
        QStringList texts;
        for (const QUrl& url : value)
            texts.append(textOf(url));
        m_file.setValue(key, texts);
    }

    template <typename Item, typename Visit>
    void list(const QString& key, QList<Item>& items, Visit visit)
    {
        m_file.remove(key); // what the last one had more
        m_file.setValue(key + QStringLiteral("/size"), QString::number(items.size()));
        int index = 0;
        for (Item& item : items)
            visit(key + u'/' + QString::number(++index), item);
    }

    void check(const QString&, bool, const QString&) {}

private:
    static QString textOf(const QUrl& url) { return url.toString(QUrl::FullyEncoded); }

    QSettings& m_file;
};

} // namespace

void writeSettings(Settings settings, QSettings& file)
{
    FieldWriter writer(file);
    settingsfields::visitSettings(writer, settings);
}

} // namespace kaunt
