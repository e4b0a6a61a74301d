// SPDX-License-Identifier: Apache-2.0
// How the scheduler reaches the registry.
#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>

namespace jiedui::scheduler {

// A channel that tries again soon after the registry went away, and notices a peer that has vanished without a word.
// `address` is host:port.
std::shared_ptr<grpc::Channel> NewRegistryChannel(const std::string& address);

}  // namespace jiedui::scheduler
