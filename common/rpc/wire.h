// SPDX-License-Identifier: Apache-2.0
// Between gRPC's byte buffers and our messages and strings, without a copy that can be avoided.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "grpcpp/impl/serialization_traits.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/status.h"

namespace jiedui::rpc {

// A message on its way out; sending takes the buffer.
struct Outgoing {
  mutable grpc::ByteBuffer buffer;
};

Outgoing ToOutgoing(std::string bytes);

// A message of the prototype's type. INVALID_ARGUMENT / INVALID_FIELD: the bytes are no such message.
absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Decode(const google::protobuf::Message& prototype,
                                                                  grpc::ByteBuffer& buffer);

}  // namespace jiedui::rpc

namespace grpc {

template <>
class SerializationTraits<jiedui::rpc::Outgoing, void> {
 public:
  static Status Serialize(const jiedui::rpc::Outgoing& message, ByteBuffer* buffer, bool* own_buffer) {
    buffer->Swap(&message.buffer);
    *own_buffer = true;
    return Status::OK;
  }
};

}  // namespace grpc
