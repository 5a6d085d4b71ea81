// SPDX-License-Identifier: MIT
#include "core/settings/settingswriter.h"

#include "core/settings/settingsfields.h"

#include <QLocale>
#include <QMap>
#include <QSettings>
#include <QVariant>

#include <utility>

namespace kaunt {

namespace {

using std::chrono::milliseconds;

class FieldWriter {
public:
    explicit FieldWriter(QSettings& file)
        : m_file(file)
    {
        const QStringList keys = file.allKeys();
        for (const QString& key : keys)
            m_before.insert(key, file.value(key));
    }

    template <typename Number>
    void number(const QString& key, Number value, qint64, qint64)
    {
        set(key, QString::number(value));
    }

    void seconds(const QString& key, milliseconds value, milliseconds)
    {
        const double seconds = static_cast<double>(value.count()) / 1000;
        set(key, QString::number(seconds, 'f', QLocale::FloatingPointShortest));
    }

    void boolean(const QString& key, bool value) { set(key, value); }
    void text(const QString& key, const QString& value) { set(key, value); }

    void address(const QString& key, const QHostAddress& value)
    {
        // Its text would be that of all IPv4 addresses.
        const bool isAny = value == QHostAddress(QHostAddress::Any);
        set(key, isAny ? QString::fromLatin1(settingsfields::anyAddress) : value.toString());
    }

    void origin(const QString& key, const QUrl& value) { set(key, textOf(value)); }

    void origins(const QString& key, const QList<QUrl>& value)
    {
        QStringList texts;
        for (const QUrl& url : value)
            texts.append(textOf(url));
        if (texts.isEmpty())
            set(key, QString()); // an empty list would stand there as @Invalid()
        else
            set(key, texts);
    }

    template <typename Item, typename Visit>
    void list(const QString& key, QList<Item>& items, Visit visit)
    {
        m_file.remove(key); // what the last one had more
        m_file.setValue(key + QStringLiteral("/size"), QString::number(items.size()));
        const bool isSameList = m_isSameEntry;
        int index = 0;
        for (Item& item : items) {
            const QString entry = key + u'/' + QString::number(++index);
            m_isSameEntry = isSameList;
            m_isToBeNamed = true;
            visit(entry, item);
            if (m_isSameEntry)
                keepWhatIsNotOurs(entry);
        }
        m_isSameEntry = isSameList;
        m_isToBeNamed = false;
        if (isSameList)
            keepWhatIsNotOurs(key);
    }

    void check(const QString&, bool, const QString&) {}

private:
    void set(const QString& key, const QVariant& value)
    {
        if (std::exchange(m_isToBeNamed, false))
            m_isSameEntry = m_isSameEntry && m_before.value(key).toString() == value.toString();
        m_file.setValue(key, value);
    }

    /// Sets anew what was below a key that is not written by now, but for entries of a list.
    void keepWhatIsNotOurs(const QString& prefix)
    {
        m_file.beginGroup(prefix);
        const QStringList ours = m_file.childKeys() + m_file.childGroups();
        m_file.endGroup();
        const QString begin = prefix + u'/';
        for (auto before = std::as_const(m_before).lowerBound(begin);
             before != m_before.cend() && before.key().startsWith(begin); ++before) {
            const QString name = before.key().mid(begin.size()).section(u'/', 0, 0);
            if (!ours.contains(name) && settingsfields::entryNumber(name) == 0)
                m_file.setValue(before.key(), before.value());
        }
    }

    static QString textOf(const QUrl& url) { return url.toString(QUrl::FullyEncoded); }

    QSettings& m_file;
    QMap<QString, QVariant> m_before;
    bool m_isSameEntry = true; ///< what is being written stood at its place before, by the name of each entry around it
    bool m_isToBeNamed = false; ///< the first key of an entry, which names it, is still to come
};

} // namespace

void writeSettings(Settings settings, QSettings& file)
{
    FieldWriter writer(file);
    settingsfields::visitSettings(writer, settings);
}

} // namespace kaunt
