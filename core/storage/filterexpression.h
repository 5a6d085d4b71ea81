// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace kaunt {

/// What is wrong with an expression, and at which place (contracts.md section 4).
struct FilterError {
    enum class Code { UnknownField, EmptyValue, UnclosedQuote, WrongNumber, WrongTime, WrongPath, WrongValue, TooMany };

    Code code = Code::UnknownField;
    qsizetype position = 0; ///< in UTF-16 units of the expression
    qsizetype length = 0;
    QString text;        ///< the part that is wrong
    QStringList allowed; ///< what would have been right, where there is a list

    bool operator==(const FilterError&) const = default;
};

/// A filter of contracts.md section 4, read but not bound to a clock or a database. A plain value.
///
/// type, company, tenant, correlation, endpoint, peer, note: a part of it. id: its beginning. verdict, has, forward:
/// one of fieldValues(), the last by what became of it at any target, once that is over. attempt, status, delivery: a
/// number with =, <, <=, > or >= in front. since, before: 30s, 5m, 2h, 3d, 1w ago, a date or a date with time (ISO
/// 8601, local unless it says otherwise); before a date means before its first moment. Letter case counts for none of
/// them (TextPart). A word with a colon is a field; a quoted text never is. `company=:1` and the like of type, tenant,
/// id, correlation, endpoint, peer and note: the whole of it and nothing else, letter case included. It is no beginning
/// of a value (`company:=1` looks for "=1"), and no field of old. field: a field of the payload by its path and all of
/// what stands there, `field:Sub.a=1` (see PayloadField), letter case included; text and number alike.
struct FilterExpression {
    /// Values of all terms together, alternatives included. SQLite nests what is joined, and takes a depth of 1,000.
    static constexpr int mostValues = 200;

    enum class Field {
        Type,
        Verdict,
        Company,
        Tenant,
        Id,
        Attempt,
        Since,
        Before,
        Has,
        Correlation,
        Endpoint,
        Peer,
        Status,
        Note,
        Delivery,
        Forward,
        PayloadField,
        Text
    };
    enum class Compare { Contains, Prefix, Equal, Less, LessOrEqual, Greater, GreaterOrEqual };

    /// One value of a term.
    struct Alternative {
        Compare compare = Compare::Contains;
        QString text;      ///< the value as written, quotes removed
        qint64 number = 0; ///< of attempt:, status: and delivery:; of since: and before: the relative milliseconds or
                           ///< the UTC milliseconds
        bool relative = false;
        QString path = {}; ///< of field:, whose value is the text

        bool operator==(const Alternative&) const = default;
    };
    /// A field with the values that it may have, or must not have.
    struct Term {
        Field field = Field::Text;
        bool negated = false;
        QList<Alternative> alternatives; ///< joined by or

        bool operator==(const Term&) const = default;
    };

    QList<Term> terms; ///< joined by and

    [[nodiscard]] bool isEmpty() const { return terms.isEmpty(); }
    /// Whether a mark or a note decides what matches.
    [[nodiscard]] bool asksForAnnotations() const;
    /// Whether a fetched resource does.
    [[nodiscard]] bool asksForResources() const;
    /// Whether it decides what became of forwarding it.
    [[nodiscard]] bool asksForForwards() const;
    /// In milliseconds; nothing where what matches does not change with the time that passes.
    [[nodiscard]] std::optional<qint64> shortestRelativeTime() const;
    /// The names before the colon, for completion.
    [[nodiscard]] static QStringList fieldNames();
    /// The values a field can have, where they are few (verdict, has, forward, type).
    [[nodiscard]] static QStringList fieldValues(Field field);

    bool operator==(const FilterExpression&) const = default;
};

/// Pure.
[[nodiscard]] Result<FilterExpression, FilterError> parseFilter(const QString& expression);

/// The value as an expression needs it: in quotes where it has to be.
[[nodiscard]] QString filterWord(const QString& value);
/// `company:"Nordlys Handel A/S"`, or free text where there is no name of a field. Pure.
[[nodiscard]] QString filterTerm(const QString& fieldName, const QString& value);
/// `company=:"Nordlys Handel A/S"`: this value alone. Pure.
[[nodiscard]] QString exactFilterTerm(const QString& fieldName, const QString& value);

} // namespace kaunt
