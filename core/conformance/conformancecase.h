// SPDX-License-Identifier: MIT
#pragma once

#include "core/sending/deliverysender.h"

#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>

namespace kaunt {

/// What an integrator's endpoint is to be tried with.
struct ConformancePlan {
    QUrl target;
    QByteArray secret;
    SignatureEncoding encoding = SignatureEncoding::Hex; ///< of every signature but those that are about the encoding
    QString eventType;                                   ///< one of knownEventTypes()
    quint32 seed = 1;                                    ///< of the sample events; another one makes others
    /// An answer that takes longer is remarked on. When Kaunt gives up waiting is not documented.
    std::chrono::milliseconds slowAfter{2'000};
};

/// One thing that a correct endpoint does. `name` is stable, for scripts: "correct", "repeated", the kinds of
/// faultKinds(), oddityKinds() and forgeryKinds(), and what conformancecase.cpp adds to them.
struct ConformanceCase {
    enum class Expected { Accepted, Refused };

    QString name;
    Expected expected = Expected::Accepted;
    QList<OutgoingDelivery> deliveries;
    int atOnce = 1;        ///< how many of them are under way together
    bool isAdvice = false; ///< an endpoint may do otherwise and still be right
};

/// The whole battery, in the order in which it is sent: the correct delivery first, so that nothing else is tried where
/// nobody listens, and once more at the end. Pure.
[[nodiscard]] QList<ConformanceCase> conformanceCases(const ConformancePlan& plan);

/// What an endpoint did in one case.
struct ConformanceResult {
    enum class Grade { Passed, Remarked, Failed };
    enum class Finding {
        None,
        NoAnswer,   ///< to at least one delivery
        NotTaken,   ///< an authentic delivery was not answered 2xx
        LetIn,      ///< a forged one was
        Stumbled,   ///< a forged one was answered 5xx: refused, by failing
        Redirected, ///< 3xx, which a sender of webhooks need not follow
        Slow,
    };

    QString name;
    ConformanceCase::Expected expected = ConformanceCase::Expected::Accepted;
    Grade grade = Grade::Passed;
    Finding finding = Finding::None;
    QList<SendOutcome> outcomes; ///< in the order of their ends
    /// With this status the plain delivery at the beginning was refused; 0 where it was not. Set by the run.
    int plainRefusal = 0;

    /// The one that the finding is about; the slowest where there is none.
    [[nodiscard]] SendOutcome telling() const;
    [[nodiscard]] qint64 slowestMillis() const;
    /// Refused as the plain delivery was, whatever this case tries besides.
    [[nodiscard]] bool isAsCorrect() const;
};

/// Pure.
[[nodiscard]] ConformanceResult judge(const ConformanceCase& tried, const QList<SendOutcome>& outcomes,
                                      std::chrono::milliseconds slowAfter);

/// "passed", "remarked", "failed"; "no-answer", "not-taken", "let-in", "stumbled", "redirected", "slow", empty for
/// none.
[[nodiscard]] QString gradeCode(ConformanceResult::Grade grade);
[[nodiscard]] QString findingCode(ConformanceResult::Finding finding);

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::ConformanceResult)
