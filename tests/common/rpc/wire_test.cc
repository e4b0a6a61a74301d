// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/wire.h"

#include "common/base/errors.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "grpcpp/support/slice.h"
#include "gtest/gtest.h"
#include "jiedui/registry/v1/person_service.pb.h"

namespace jiedui::rpc {
namespace {

using registry::v1::GetPersonRequest;

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  grpc::Slice slice;
  EXPECT_TRUE(buffer.DumpToSingleSlice(&slice).ok());
  return std::string(reinterpret_cast<const char*>(slice.begin()), slice.size());
}

TEST(ToOutgoing, CarriesTheBytesWhateverTheirNumber) {
  for (const size_t size : std::vector<size_t>{0, 1, 23, 24, 4096, 4097, 3'000'000}) {
    const std::string bytes(size, 'x');
    EXPECT_EQ(BytesOf(ToOutgoing(bytes).buffer), bytes);
  }
}

TEST(Decode, ReadsMessageInSeveralSlices) {
  GetPersonRequest request;
  request.set_name("persons/somebody");
  const std::string bytes = request.SerializeAsString();
  const std::vector<grpc::Slice> slices = {grpc::Slice(bytes.substr(0, 5)), grpc::Slice(bytes.substr(5))};
  grpc::ByteBuffer buffer(slices.data(), slices.size());
  const auto decoded = Decode(GetPersonRequest::default_instance(), buffer);
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(static_cast<const GetPersonRequest&>(**decoded).name(), "persons/somebody");
}

TEST(Decode, EmptyMessageIsAMessage) {
  Outgoing empty = ToOutgoing("");
  EXPECT_TRUE(Decode(GetPersonRequest::default_instance(), empty.buffer).ok());
}

TEST(Decode, RefusesGarbageAndWrongUtf8) {
  for (const std::string bytes : {"\xff\xff\xff\xff", "\x0a\x7f", "\x0a\x01\xff"}) {
    Outgoing buffer = ToOutgoing(bytes);
    const auto decoded = Decode(GetPersonRequest::default_instance(), buffer.buffer);
    EXPECT_EQ(decoded.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(ReasonOf(decoded.status()), "INVALID_FIELD");
    EXPECT_THAT(decoded.status().message(), testing::HasSubstr("jiedui.registry.v1.GetPersonRequest"));
  }
}

TEST(Decode, RefusesBufferWithoutBytes) {
  grpc::ByteBuffer none;
  EXPECT_FALSE(Decode(GetPersonRequest::default_instance(), none).ok());
}

}  // namespace
}  // namespace jiedui::rpc
