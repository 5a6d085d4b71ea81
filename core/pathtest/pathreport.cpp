// SPDX-License-Identifier: MIT
#include "core/pathtest/pathreport.h"

#include <algorithm>

namespace kaunt {

namespace {

bool isSameChange(const PathChange& one, const PathChange& other)
{
    return one.kind == other.kind && one.effect == other.effect && one.cause == other.cause &&
           one.name.compare(other.name, Qt::CaseInsensitive) == 0 && one.status == other.status;
}

} // namespace

int PathReport::count(PathChange::Effect worst) const
{
    return static_cast<int>(std::count_if(results.cbegin(), results.cend(),
                                          [worst](const PathResult& result) { return result.effect() == worst; }));
}

QList<SharedPathChange> PathReport::changes() const
{
    QList<SharedPathChange> shared;
    for (const PathResult& result : results) {
        for (const PathChange& change : result.changes) {
            const auto found = std::find_if(shared.begin(), shared.end(), [&change](const SharedPathChange& one) {
                return isSameChange(one.change, change);
            });
            if (found == shared.end())
                shared.append({change, {result.name}});
            else
                found->probes.append(result.name);
        }
    }
    std::stable_sort(shared.begin(), shared.end(), [](const SharedPathChange& one, const SharedPathChange& other) {
        return one.change.effect > other.change.effect;
    });
    return shared;
}

} // namespace kaunt
