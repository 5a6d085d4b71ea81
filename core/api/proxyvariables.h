// SPDX-License-Identifier: MIT
#pragma once

namespace kaunt {

/// Puts `http://` in front of what the environment names as a proxy without a scheme (`https_proxy=proxy:3128`, as curl
/// takes it): Qt would go without that proxy. Before any thread is started.
void completeProxyVariables();

} // namespace kaunt
