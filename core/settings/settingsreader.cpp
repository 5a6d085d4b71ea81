// SPDX-License-Identifier: MIT
#include "core/settings/settingsreader.h"

#include "core/settings/settingsfields.h"

#include <QSettings>

#include <algorithm>
#include <cmath>
#include <optional>

namespace kaunt {

namespace {

using std::chrono::milliseconds;

/// Of a URL that is told in an error: never what may be a password in it.
QString withoutUserInfo(const QString& text)
{
    const auto at = text.lastIndexOf(u'@');
    return at < 0 ? text : text.mid(at + 1);
}

/// Takes values out of the file and remembers the first that is wrong.
class FieldReader {
public:
    explicit FieldReader(const QSettings& file)
        : m_file(file)
        , m_keys(file.allKeys())
    {
    }

    template <typename Number>
    void number(const QString& key, Number& value, qint64 low, qint64 high)
    {
        const std::optional<QString> written = textAt(key);
        if (!written)
            return;
        bool isNumber = false;
        const qint64 read = written->toLongLong(&isNumber);
        checkRange(key, isNumber && read >= low && read <= high, *written, static_cast<double>(low),
                   static_cast<double>(high));
        if (isNumber)
            value = static_cast<Number>(read);
    }

    void seconds(const QString& key, milliseconds& value, milliseconds shortest)
    {
        constexpr milliseconds longest = std::chrono::hours(24);
        const std::optional<QString> written = textAt(key);
        if (!written)
            return;
        bool isNumber = false;
        const double millis = std::round(written->toDouble(&isNumber) * 1000);
        const bool isWithin = isNumber && millis >= static_cast<double>(shortest.count()) &&
                              millis <= static_cast<double>(longest.count());
        checkRange(key, isWithin, *written, static_cast<double>(shortest.count()) / 1000,
                   static_cast<double>(longest.count()) / 1000);
        if (isWithin)
            value = milliseconds(static_cast<qint64>(millis));
    }

    void boolean(const QString& key, bool& value)
    {
        const std::optional<QString> written = textAt(key);
        if (!written)
            return;
        value = *written == QLatin1String("true");
        check(key, value || *written == QLatin1String("false"), *written);
    }

    void text(const QString& key, QString& value)
    {
        if (const std::optional<QString> written = textAt(key))
            value = *written;
    }

    void address(const QString& key, QHostAddress& value)
    {
        const std::optional<QString> written = textAt(key);
        if (written && *written == QLatin1String(settingsfields::anyAddress))
            value = QHostAddress(QHostAddress::Any);
        else if (written)
            check(key, value.setAddress(*written), *written);
    }

    void origin(const QString& key, QUrl& value)
    {
        if (const std::optional<QString> written = textAt(key))
            value = urlFrom(key, *written, baseFlaw(*written));
    }

    void origins(const QString& key, QList<QUrl>& value)
    {
        if (!m_file.contains(key))
            return;
        value.clear();
        const QStringList written = m_file.value(key).toStringList();
        for (const QString& text : written) {
            if (!text.isEmpty())
                value.append(urlFrom(key, text, originFlaw(text)));
        }
    }

    template <typename Item, typename Visit>
    void list(const QString& key, QList<Item>& items, Visit visit)
    {
        constexpr int most = 1'000;
        const QString sizeKey = key + QStringLiteral("/size");
        int size = 0;
        number(sizeKey, size, 0, most);
        const auto fail = [&](SettingsError::Code code, qint64 entry) {
            const QString text = textAt(sizeKey).value_or(QString());
            if (!m_error)
                m_error = SettingsError{code, {}, sizeKey, text, static_cast<double>(entry), most};
        };
        if (const qint64 last = lastEntry(key); last > size)
            fail(SettingsError::Code::EntryBeyondSize, last);
        if (!m_file.contains(sizeKey))
            return;
        items.clear();
        for (int i = 1; i <= size && !m_error; ++i) {
            const QString entry = key + u'/' + QString::number(i);
            if (!isThere(entry)) {
                fail(SettingsError::Code::EntryMissing, i);
                return;
            }
            Item item;
            visit(entry, item);
            items.append(item);
        }
    }

    void check(const QString& key, bool isRight, const QString& text) { checkRange(key, isRight, text, 0, 0); }

    [[nodiscard]] const std::optional<SettingsError>& error() const { return m_error; }

private:
    void checkRange(const QString& key, bool isRight, const QString& text, double least, double most)
    {
        if (!isRight && !m_error)
            m_error = SettingsError{SettingsError::Code::WrongValue, {}, key, text, least, most};
    }

    /// The highest number that an entry of a list has; 0 where there is none.
    [[nodiscard]] qint64 lastEntry(const QString& list) const
    {
        const QString prefix = list + u'/';
        qint64 last = 0;
        for (const QString& key : m_keys) {
            if (key.startsWith(prefix))
                last = std::max(last, settingsfields::entryNumber(key.mid(prefix.size()).section(u'/', 0, 0)));
        }
        return last;
    }

    /// As a value or with values of its own.
    [[nodiscard]] bool isThere(const QString& entry) const
    {
        const QString prefix = entry + u'/';
        return std::any_of(m_keys.cbegin(), m_keys.cend(),
                           [&](const QString& key) { return key == entry || key.startsWith(prefix); });
    }

    /// Nothing where the file has none. More than one value is wrong: QSettings reads an unquoted comma so.
    std::optional<QString> textAt(const QString& key)
    {
        if (!m_file.contains(key))
            return std::nullopt;
        const QVariant value = m_file.value(key);
        check(key, value.typeId() != QMetaType::QStringList, value.toStringList().join(u','));
        return value.toString();
    }

    QUrl urlFrom(const QString& key, const QString& text, std::optional<SettingsFlaw> flaw)
    {
        check(key, !flaw, withoutUserInfo(text));
        return QUrl(text, QUrl::StrictMode);
    }

    const QSettings& m_file;
    const QStringList m_keys;
    std::optional<SettingsError> m_error;
};

} // namespace

Result<Settings, SettingsError> readSettings(const QSettings& file)
{
    Settings settings;
    FieldReader reader(file);
    settingsfields::visitSettings(reader, settings);
    if (reader.error())
        return failure(*reader.error());
    return settings;
}

} // namespace kaunt
