// SPDX-License-Identifier: MIT
#include "core/secrets/secretmoves.h"

#include "core/secrets/visitsecrets.h"

#include <QStringList>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

/// Where nothing was ever kept.
QString newPlace(const QString& name)
{
    return name + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

/// Finds a place for each secret of settings that are to be saved.
class PlaceFinder {
public:
    PlaceFinder(const Settings& settings, const Settings& previous, const Settings& tried);

    [[nodiscard]] QList<SecretMove> moves();

private:
    struct Kept {
        QString name; ///< that `previous` knows it by
        QByteArray value;
        bool isUnread = false;
        SecretMove move;       ///< without a place as long as it has none
        SecretMove tried = {}; ///< that it goes on with; without a name where there is none

        [[nodiscard]] bool hasNothing() const { return value.isEmpty() && !isUnread; }
    };

    [[nodiscard]] const Kept* hadAs(const QString& name) const;
    [[nodiscard]] bool isFree(const QString& place) const;
    void take(Kept& secret, const QString& place, const QString& from = {});
    void leaveInPlace();
    void takeOverRenamed();
    void goOnWhereTried();
    void makePlaces();
    [[nodiscard]] QString whereUntilThen(const Kept& secret) const;
    void keepApartWhatIsEmpty();
    [[nodiscard]] QStringList placesBefore() const;
    [[nodiscard]] QList<SecretMove> leftovers() const;

    QString m_scope;
    QList<Kept> m_had;
    QList<Kept> m_tried;
    QList<Kept> m_wanted;
    QStringList m_unwanted; ///< places that were so before: what was there may be gone
    QStringList m_taken;
};

PlaceFinder::PlaceFinder(const Settings& settings, const Settings& previous, const Settings& tried)
    : m_scope(settings.secretScope)
{
    visitSecrets(previous, [&](const QString& name, const QByteArray& value, const QString& unread) {
        m_had.append({name, value, isUnread(value, unread), moveOf(previous, name)});
    });
    visitSecrets(tried, [&](const QString& name, const QByteArray& value, const QString& unread) {
        m_tried.append({name, value, isUnread(value, unread), moveOf(tried, name)});
    });
    visitSecrets(settings, [&](const QString& name, const QByteArray& value, const QString& unread) {
        const bool isUnknown = isUnread(value, unread);
        m_wanted.append({isUnknown ? unread : name, value, isUnknown, {name, {}, {}}});
    });
    for (const SecretMove& move : previous.secretMoves) {
        if (move.name.isEmpty())
            m_unwanted.append(move.place);
    }
}

QList<SecretMove> PlaceFinder::moves()
{
    leaveInPlace();
    takeOverRenamed();
    goOnWhereTried();
    makePlaces();
    keepApartWhatIsEmpty();
    QList<SecretMove> moves;
    for (const Kept& secret : std::as_const(m_wanted)) {
        if (!secret.move.place.isEmpty() && !saysNothing(secret.move))
            moves.append(secret.move);
    }
    return moves + leftovers();
}

const PlaceFinder::Kept* PlaceFinder::hadAs(const QString& name) const
{
    const auto had = std::find_if(m_had.cbegin(), m_had.cend(), [&name](const Kept& one) { return one.name == name; });
    return had == m_had.cend() ? nullptr : &*had;
}

bool PlaceFinder::isFree(const QString& place) const
{
    return isOfScope(m_scope, place) && !m_taken.contains(place) && !m_unwanted.contains(place);
}

void PlaceFinder::take(Kept& secret, const QString& place, const QString& from)
{
    secret.move.place = place;
    secret.move.from = from;
    m_taken.append(place);
}

void PlaceFinder::leaveInPlace()
{
    for (Kept& secret : m_wanted) {
        const Kept* had = hadAs(secret.name);
        if (secret.hasNothing() || !had || !isFree(had->move.place))
            continue;
        if (secret.isUnread)
            take(secret, had->move.place, had->move.from);
        else if (secret.value == had->value)
            take(secret, had->move.place);
    }
}

void PlaceFinder::takeOverRenamed()
{
    for (Kept& secret : m_wanted) {
        if (secret.value.isEmpty() || !secret.move.place.isEmpty())
            continue;
        const auto had = std::find_if(m_had.cbegin(), m_had.cend(), [&](const Kept& one) {
            return one.value == secret.value && isFree(one.move.place);
        });
        if (had != m_had.cend())
            take(secret, had->move.place);
    }
}

/// Where it may be by now; nothing else ever was there.
void PlaceFinder::goOnWhereTried()
{
    for (Kept& secret : m_wanted) {
        if (secret.value.isEmpty() || !secret.move.place.isEmpty())
            continue;
        const auto tried = std::find_if(m_tried.cbegin(), m_tried.cend(), [&](const Kept& one) {
            const QString& place = one.move.place;
            return one.value == secret.value && isOfScope(m_scope, place) && m_unwanted.contains(place) &&
                   !m_taken.contains(place);
        });
        if (tried == m_tried.cend())
            continue;
        secret.tried = tried->move;
        take(secret, tried->move.place);
    }
}

void PlaceFinder::makePlaces()
{
    for (Kept& secret : m_wanted) {
        const bool isTried = !secret.tried.name.isEmpty();
        if (secret.hasNothing() || (!secret.move.place.isEmpty() && !isTried))
            continue;
        const QString from = whereUntilThen(secret);
        take(secret, isTried ? secret.tried.place : newPlace(secret.move.name), from);
    }
}

/// Until the store has what is new at its place, the same value elsewhere is found, be that about to be removed, or
/// what it replaces: not where that is another's now.
QString PlaceFinder::whereUntilThen(const Kept& secret) const
{
    QString same;
    for (const Kept& had : m_had) {
        const QString& place = had.move.place;
        if (secret.isUnread || had.value != secret.value || place == secret.move.place)
            continue;
        if (!m_unwanted.contains(place))
            return place;
        if (same.isEmpty())
            same = place;
    }
    if (!same.isEmpty())
        return same;
    const QString& was = secret.tried.name; // the name that it had when it was tried
    const bool isItsOwn =
        was == secret.name || std::none_of(m_wanted.cbegin(), m_wanted.cend(),
                                           [&was](const Kept& another) { return another.move.name == was; });
    if (!secret.tried.from.isEmpty() && isItsOwn && !m_taken.contains(secret.tried.from))
        return secret.tried.from;
    const Kept* replaced = hadAs(secret.name);
    const bool isFound = replaced && !replaced->hasNothing() && !m_taken.contains(replaced->move.place);
    return isFound ? replaced->move.place : QString();
}

/// What the store has under the own name of one that was not entered is not its.
void PlaceFinder::keepApartWhatIsEmpty()
{
    const QStringList inUse = placesBefore() + m_taken;
    for (Kept& secret : m_wanted) {
        if (!secret.hasNothing() || !inUse.contains(secret.move.name))
            continue;
        const Kept* had = hadAs(secret.name);
        const bool isApart = had && !inUse.contains(had->move.place);
        secret.move.place = isApart ? had->move.place : newPlace(secret.move.name);
    }
}

/// Where the store has something, or may have.
QStringList PlaceFinder::placesBefore() const
{
    QStringList places = m_unwanted;
    for (const Kept& had : m_had) {
        if (!had.value.isEmpty())
            places << had.move.place << had.move.from;
    }
    places.removeAll(QString());
    places.removeDuplicates();
    return places;
}

/// What is there of ours, and nobody wants any more.
QList<SecretMove> PlaceFinder::leftovers() const
{
    QList<SecretMove> leftovers;
    const QStringList places = placesBefore();
    for (const QString& place : places) {
        const bool isNeeded = std::any_of(m_wanted.cbegin(), m_wanted.cend(),
                                          [&place](const Kept& secret) { return secret.move.from == place; });
        if (!isNeeded && isOfScope(m_scope, place) && !m_taken.contains(place))
            leftovers.append({{}, place, {}});
    }
    return leftovers;
}

} // namespace

QList<SecretMove> pendingMoves(const Settings& settings, const Settings& previous, const Settings& tried)
{
    return PlaceFinder(settings, previous, tried).moves();
}

QList<SecretMove> movesOnceSaved(const Settings& settings)
{
    QList<SecretMove> moves;
    for (const SecretMove& move : settings.secretMoves) {
        const SecretMove saved{move.name, move.place, {}};
        if (!saved.name.isEmpty() && !saysNothing(saved))
            moves.append(saved);
    }
    return moves;
}

QList<SecretMove> movesOnceFailed(const Settings& settings, const Settings& previous)
{
    QStringList known;
    visitSecrets(previous, [&](const QString& name, const QByteArray&, const QString&) {
        known.append(moveOf(previous, name).place);
    });
    QStringList doubtful;
    for (const SecretMove& move : settings.secretMoves) {
        if (move.name.isEmpty())
            doubtful << move.place;
        else if (!known.contains(move.place))
            doubtful << move.place << move.from;
    }
    doubtful.removeAll(QString());
    QList<SecretMove> moves = previous.secretMoves;
    for (const QString& place : std::as_const(doubtful)) {
        if (const SecretMove move{{}, place, {}}; !moves.contains(move))
            moves.append(move);
    }
    return moves;
}

} // namespace kaunt
