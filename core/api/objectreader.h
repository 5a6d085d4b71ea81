// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/unknownfield.h"
#include "core/webhook/jsonvalue.h"

#include <QList>
#include <QSet>
#include <QStringList>

#include <optional>

namespace kaunt {

/// What a single value says: a string's text, a number as it is written, true, false or null. Null of an object or
/// array.
[[nodiscard]] QString scalarText(const JsonValue& value);
/// The same, and of an object or array of few bytes its JSON on one line.
[[nodiscard]] QString shownText(const JsonValue& value);

/// Reads the fields of one JSON object tolerantly: what is absent, null or of another type is empty, a number may stand
/// for a text and the other way round. Field names compare without regard to case: Kaunt prints PascalCase here and
/// camelCase there. When it goes, it adds the fields that nobody read to `unknown`: those that nobody asked
/// for, those of another type than asked for, and those whose place another name had taken already.
class ObjectReader {
public:
    /// `object` may be nullptr; it, and `unknown`, must outlive the reader.
    ObjectReader(const JsonValue* object, const QString& path, QList<UnknownField>& unknown);
    ~ObjectReader();
    Q_DISABLE_COPY_MOVE(ObjectReader)

    [[nodiscard]] bool isPresent() const { return m_object != nullptr; }
    /// A string, or a number as its text; of several names the first that is there.
    QString text(std::initializer_list<QStringView> names);
    QString text(QStringView name) { return text({name}); }
    std::optional<bool> boolean(QStringView name);
    int number(QStringView name);    ///< a whole one from 0; 0 where there is none
    bool isNumber(QStringView name); ///< of what text() gives: a number in the source, and no string
    /// The object of that name, or nullptr where it is none.
    const JsonValue* object(QStringView name);
    /// A reader of that object.
    [[nodiscard]] ObjectReader child(QStringView name) { return {object(name), pathOf(name), m_unknown}; }
    /// The elements of the array of that name as text(); one that is neither is null, and added to `unknown` too.
    QStringList texts(QStringView name);
    /// The elements that are whole numbers from 0; the others are added to `unknown`.
    QList<int> indexes(QStringView name);
    /// Marks fields as known that are of no interest.
    void ignore(std::initializer_list<QStringView> names);
    /// Marks fields as known where they are null: those that are documented but not read by themselves.
    void acceptNull(std::initializer_list<QStringView> names);
    /// For what was read but not understood.
    void addUnknown(const QString& path, const QString& text);

    /// Calls `read(ObjectReader&)` for each element of the array of one of these names and lists what it returns. An
    /// element that is no object is read as one without fields, and added to `unknown` unless it is null.
    template <typename Read>
    auto list(std::initializer_list<QStringView> names, Read read)
    {
        QList<std::invoke_result_t<Read, ObjectReader&>> items;
        const JsonMember* array = member(names, isArray);
        for (size_t i = 0; array && i < array->value.elements.size(); ++i) {
            const JsonValue& element = array->value.elements[i];
            if (!element.isObject() && !element.isNull())
                addUnknown(elementPath(array->key, i), shownText(element));
            ObjectReader item(&element, elementPath(array->key, i), m_unknown);
            items.append(read(item));
        }
        return items;
    }
    template <typename Read>
    auto list(QStringView name, Read read)
    {
        return list({name}, read);
    }

    [[nodiscard]] QString pathOf(QStringView name) const;

private:
    using Accept = bool (*)(const JsonValue&);

    [[nodiscard]] static bool isArray(const JsonValue& value) { return value.isArray(); }
    /// The last member that has the first of these names and is accepted.
    const JsonMember* member(std::initializer_list<QStringView> names, Accept accept);
    [[nodiscard]] QString elementPath(QStringView name, size_t index) const;

    const JsonValue* m_object;
    QString m_path;
    QList<UnknownField>& m_unknown;
    QSet<QString> m_known; ///< lower case
};

} // namespace kaunt
