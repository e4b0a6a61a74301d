// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/wire.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "grpcpp/support/proto_buffer_reader.h"
#include "grpcpp/support/slice.h"

namespace jiedui::rpc {
namespace {

// Above this, handing over the string is cheaper than copying its bytes.
constexpr size_t kCopiedBytesMax = 4096;

void DeleteString(void* string) { delete static_cast<std::string*>(string); }

grpc::Slice ToSlice(std::string bytes) {
  if (bytes.size() <= kCopiedBytesMax) return grpc::Slice(bytes);
  auto owned = std::make_unique<std::string>(std::move(bytes));
  char* const data = owned->data();
  const size_t size = owned->size();
  return grpc::Slice(data, size, DeleteString, owned.release());
}

}  // namespace

Outgoing ToOutgoing(std::string bytes) {
  const grpc::Slice slice = ToSlice(std::move(bytes));
  return {.buffer = grpc::ByteBuffer(&slice, 1)};
}

absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Decode(const google::protobuf::Message& prototype,
                                                                  grpc::ByteBuffer& buffer) {
  std::unique_ptr<google::protobuf::Message> message(prototype.New());
  grpc::ProtoBufferReader reader(&buffer);
  if (!reader.status().ok() || !message->ParseFromZeroCopyStream(&reader)) {
    return InvalidField("request", absl::StrCat("the bytes must be a ", prototype.GetDescriptor()->full_name(),
                                                " with strings in UTF-8"));
  }
  return message;
}

}  // namespace jiedui::rpc
