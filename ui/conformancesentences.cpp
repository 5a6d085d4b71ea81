// SPDX-License-Identifier: MIT
#include "ui/conformancesentences.h"

#include "ui/visibletext.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

using Expected = ConformanceCase::Expected;
using Finding = ConformanceResult::Finding;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(ConformanceSentences)
};

QString answered(const SendOutcome& outcome)
{
    return Texts::tr("It was answered %1 after %2 ms.").arg(outcome.status).arg(outcome.millis);
}

Sentence notTaken(const ConformanceResult& result)
{
    const QString next =
        result.grade == ConformanceResult::Grade::Remarked
            ? Texts::tr("Kaunt is not known to send it so; be tolerant where it costs nothing.")
            : Texts::tr("Compare the signature with the HMAC-SHA256 of the raw body, as it came, before anything reads "
                        "it; then answer 2xx to whatever is authentic, known or not, first or repeated.");
    return {Texts::tr("An authentic delivery was not accepted."), answered(result.telling()), next};
}

} // namespace

Sentence sentenceFor(const ConformanceResult& result)
{
    const SendOutcome telling = result.telling();
    switch (result.finding) {
    case Finding::None:
        return {result.expected == Expected::Accepted ? Texts::tr("It was accepted.") : Texts::tr("It was refused."),
                {},
                {}};
    case Finding::NoAnswer:
        return {Texts::tr("There was no answer."), visibleText(telling.errorText),
                Texts::tr("See that the endpoint runs, and that it answers before it works on the delivery.")};
    case Finding::NotTaken:
        return notTaken(result);
    case Finding::LetIn:
        return {Texts::tr("A delivery that nobody with the secret has signed was accepted."), answered(telling),
                Texts::tr("Refuse what does not verify with 401, before anything is done with it.")};
    case Finding::Stumbled:
        return {Texts::tr("It was refused, but with a failure of the server."), answered(telling),
                Texts::tr("Answer 401: a 5xx has the sender try again.")};
    case Finding::Redirected:
        return {Texts::tr("It was redirected."), answered(telling),
                Texts::tr("Give the URL that it is redirected to: a webhook need not follow.")};
    case Finding::Slow:
        return {Texts::tr("The answer was slow."), answered(telling),
                Texts::tr("Answer first and work afterwards: a slow answer counts as none, and causes a repeat.")};
    }
    return {};
}

QString gradeText(ConformanceResult::Grade grade)
{
    switch (grade) {
    case ConformanceResult::Grade::Passed:
        return Texts::tr("Passed");
    case ConformanceResult::Grade::Remarked:
        return Texts::tr("Remark");
    case ConformanceResult::Grade::Failed:
        break;
    }
    return Texts::tr("Failed");
}

} // namespace kaunt
